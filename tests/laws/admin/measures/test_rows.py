"""Actions, answers, sources and relations, entered as rows on the page of a measure."""

import pytest

from laws.models import Action, Measure, Provision, Relation, Source
from tests.support.desk_forms import FormOnPage, action_rows, filled, make_staff, sentences
from tests.support.desk_roles import make_role
from tests.support.elements import read
from tests.support.makers import (
    make_measure,
    make_place,
    make_provision,
    make_question,
    make_relation,
    make_source,
)

pytestmark = pytest.mark.django_db

ADD = "/admin/laws/ordinance/add/"
PAGE = "https://example.gov/docs/1"
THREE = [("introduced", "2020-01-01"), ("referred", "2020-02-01"), ("passed", "2020-03-01")]


@pytest.fixture(autouse=True)
def staff(client):
    client.force_login(make_staff())


def make_draft(**fields):
    return make_measure(**{"status": "draft"} | fields)


def page_of(measure):
    return f"/admin/laws/ordinance/{measure.pk}/change/"


def change(client, measure, **fields):
    """Open a measure's page, change the fields named (row and field joined by _), save."""
    data = FormOnPage(client.get(page_of(measure))).data
    return client.post(page_of(measure), data | fields)


def kinds(measure):
    return [(a.order, a.kind) for a in measure.actions.all()]


# --- actions --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("July 20", "I can’t read “July 20”: which year is it?"),
        ("2023-13", "I can’t read “2023-13”: there is no month 13."),
        ("20.7.2023", "I can’t read “20.7.2023”. Write 2025-03-11"),
        ("1023", "“1023” is out of range"),
    ],
)
def test_a_wrong_date_is_named_with_what_is_allowed_and_stays_in_its_box(client, typed, problem):
    response = client.post(ADD, filled(make_place("Newton"), [("passed", typed)]))

    assert problem in sentences(response)
    assert read(response).find("[name=actions-0-when]")["value"] == typed
    assert not Measure.objects.exists()


def test_new_actions_follow_those_that_are_there(client):
    measure = make_draft(actions=THREE)
    rows = action_rows([("effective", "2020-05-01"), ("repealed", "2021")], first=3)

    change(client, measure, **rows)

    assert kinds(measure)[3:] == [(4, "effective"), (5, "repealed")]


def test_an_action_stands_by_its_date_wherever_it_was_typed(client):
    measure = make_draft(actions=THREE)
    found_later = action_rows([("hearing", "2/15/2020")], first=3)

    change(client, measure, **found_later)

    assert kinds(measure) == [(1, "introduced"), (2, "referred"), (3, "hearing"), (4, "passed")]


def test_actions_of_one_day_stay_as_listed_and_can_change_places(client):
    day = "2020-02-01"
    measure = make_draft(actions=[("referred", day), ("hearing", day), ("reported", day)])

    change(client, measure, **{"actions-0-order": "2", "actions-1-order": "1"})

    assert kinds(measure) == [(1, "hearing"), (2, "referred"), (3, "reported")]


def test_a_date_that_is_not_known_to_the_day_stays_after_the_row_above_it(client):
    measure = make_draft(actions=[("introduced", "2020"), ("hearing", "2020-03-01"),
                                  ("passed", "2020")])  # fmt: skip

    change(client, measure, **action_rows([("enacted", "2020-01-05")], first=3))

    assert kinds(measure) == [(1, "introduced"), (2, "enacted"), (3, "hearing"), (4, "passed")]


def test_rows_that_nobody_touched_keep_their_numbers(client):
    measure = make_draft(actions=THREE[::-1])
    change(client, measure, **{"actions-0-yes": "5"})
    assert kinds(measure) == [(1, "passed"), (2, "referred"), (3, "introduced")]


def test_votes_are_counted_from_zero(client):
    rows = [("passed", "2024", {"yes": "-1", "no": "99999999999999999999"})]
    response = client.post(ADD, filled(make_place("Newton"), rows))
    assert "Votes cannot be less than zero." in sentences(response)
    assert not Measure.objects.exists()


def test_a_wrong_address_among_several_is_named_and_all_are_kept(client):
    typed = f"{PAGE}\nexample.gov/no-scheme"
    rows = [("passed", "2024", {"source_urls": typed})]

    response = client.post(ADD, filled(make_place("Newton"), rows))

    assert "“example.gov/no-scheme” is not a web address" in sentences(response)
    assert typed in response.content.decode()


def test_an_action_that_someone_took_off_meanwhile_is_shown_beside_what_was_typed(client):
    measure = make_draft(actions=THREE)
    data = FormOnPage(client.get(page_of(measure))).data
    Action.objects.filter(measure=measure, order=2).delete()

    page = client.post(page_of(measure), data | {"title": "Typed meanwhile"})

    assert "Someone else changed this measure while you did" in page.content.decode()
    assert client.post(page_of(measure), FormOnPage(page).data).status_code == 302
    measure.refresh_from_db()
    assert measure.title == "Typed meanwhile"
    assert kinds(measure) == [(1, "introduced"), (3, "passed")]


def test_an_action_added_meanwhile_by_another_is_not_overwritten(client):
    measure = make_draft(actions=THREE)
    data = FormOnPage(client.get(page_of(measure))).data
    Action.objects.create(measure=measure, order=4, day="2020-04-01", kind="hearing")

    added = data | action_rows([("effective", "2020-05-01")], first=3)
    page = client.post(page_of(measure), added)
    client.post(page_of(measure), FormOnPage(page).data)

    assert kinds(measure)[3:] == [(4, "hearing"), (5, "effective")]


# --- sources --------------------------------------------------------------------------------


def test_every_address_that_is_cited_becomes_a_source_once(client):
    rows = [
        ("introduced", "2024-01-01", {"source_urls": f"{PAGE}\nHTTPS://example.gov/2"}),
        ("passed", "2024-02-01", {"source_urls": PAGE}),
    ]
    client.post(ADD, filled(make_place("Newton"), rows))
    assert [s.url for s in Source.objects.all()] == [PAGE, "https://example.gov/2"]


def test_an_address_twice_among_the_sources_is_refused(client):
    data = filled(make_place("Newton")) | {
        "sources-TOTAL_FORMS": "2",
        "sources-0-url": PAGE,
        "sources-1-url": PAGE,
    }
    response = client.post(ADD, data)
    assert "This address is already among the measure's sources." in sentences(response)


def test_two_sources_can_swap_their_addresses(client):
    measure = make_draft()
    one, two = make_source(measure, PAGE), make_source(measure, "https://example.gov/2")

    change(client, measure, **{"sources-0-url": two.url, "sources-1-url": one.url})

    assert set(measure.sources.values_list("pk", "url")) == {(one.pk, two.url), (two.pk, one.url)}


# --- answers --------------------------------------------------------------------------------


def test_the_page_has_a_row_for_every_question_and_keeps_only_the_answered(client):
    make_question("warrant_required")
    make_question("training_required")
    measure = make_draft()

    change(client, measure, **{"provisions-1-answer": "yes", "provisions-1-pinpoint": "§ 3"})

    provision = Provision.objects.get()
    assert (provision.answer, provision.pinpoint) == ("yes", "§ 3")


def test_an_answer_has_days_of_its_own_as_they_are_known(client):
    measure = make_draft()
    make_question("training_required")
    typed = {"answer": "yes", "effective_on": "July 2027", "ended_on": "2030"}
    change(client, measure, **{f"provisions-0-{name}": said for name, said in typed.items()})

    provision = measure.provisions.get()
    assert [provision.effective_on.isoformat(), provision.ended_on.isoformat()] == [
        "2027-07", "2030",
    ]  # fmt: skip
    page = read(client.get(page_of(measure)))
    assert page.find("[name=provisions-0-effective_on]")["value"] == "July 2027"


def test_an_answer_set_back_to_not_coded_is_taken_off(client):
    measure = make_draft()
    make_provision(measure, "warrant_required", "yes")
    change(client, measure, **{"provisions-0-answer": ""})
    assert not Provision.objects.exists()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"answer": "dated"}, "“On a date” needs the date."),
        ({"answer": "yes", "answer_on": "2024-01-01"}, "Only the answer “On a date” takes a date."),
        ({"detail": "A warrant."}, "Choose an answer, or clear the rest of the row."),
        (
            {"answer": "yes", "effective_on": "July 2027", "ended_on": "3/1/2027"},
            "An answer ends after it begins.",
        ),
    ],
)
def test_an_answer_that_does_not_fit_is_said_beside_it(client, row, said):
    make_question("sunset_date")
    fields = {f"provisions-0-{name}": value for name, value in row.items()}
    assert said in sentences(change(client, make_draft(), **fields))


# --- relations --------------------------------------------------------------------------------


def relation_to(other, kind="amends", row=0):
    rows = {"kind": kind, "to_measure": other.pk}
    data = {f"relations_from-{row}-{name}": value for name, value in rows.items()}
    return data | {"relations_from-TOTAL_FORMS": str(row + 1)}


def test_a_relation_is_entered_from_one_measure_to_another(client):
    measure, other = make_draft(title="One"), make_measure("Other")
    change(client, measure, **relation_to(other))
    assert Relation.objects.get().to_measure == other


def test_a_relation_to_itself_is_refused(client):
    measure = make_draft()
    response = change(client, measure, **relation_to(measure))
    assert "A measure cannot be related to itself" in sentences(response)


def test_a_relation_is_on_the_record_once(client):
    measure, other = make_draft(title="One"), make_measure("Other")
    make_relation(measure, "amends", other)
    response = change(client, measure, **relation_to(other, row=1))
    assert "This relation is already there." in sentences(response)


def test_who_may_only_read_sees_every_action_with_its_day(client):
    client.force_login(make_role("contributor"))
    votes = {"yes": 9, "no": 0, "description": "Read twice"}
    public = make_measure("Public", actions=[("passed", "2019-07", votes)])

    page = read(client.get(f"/admin/laws/ordinance/{public.pk}/change/")).text
    assert "July 2019 Passed 9 to 0" in " ".join(page.split())
    assert "Read twice" in page
    assert "None" not in page
    assert "Why you change it" not in page
    assert "Reason:" not in page
