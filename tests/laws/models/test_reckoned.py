"""What is reckoned is stored with the save that it follows from."""

from datetime import date
from io import StringIO

import prepare
import pytest
from django.core.management import call_command
from django.db import transaction

from laws.models import Action, Bill, LoadedRecord, Measure, StageSpan, Term, reckoned
from laws.models.reckoned import store_reckoning
from tests.support.makers import action, day, make_measure, make_place, make_session
from tests.test_architecture import ROOT, imports

pytestmark = pytest.mark.django_db

LAW = [("introduced", "2019-01"), ("enacted", "2019-05-06"), ("effective", "2019-06-07")]


def spans(measure):
    return [(term.starts_on, term.ends_on) for term in measure.terms.all()]


def stages(measure):
    return [(span.stage, span.from_on.isoformat()) for span in measure.stages.all()]


def run_reckon(**options):
    said = StringIO()
    call_command("reckon", stdout=said, **options)
    return said.getvalue().splitlines()


# --- stored with the save -------------------------------------------------------------------------


def test_saving_an_action_stores_terms_stages_and_dates():
    measure = make_measure(actions=LAW)

    action(measure, 4, "repealed", "2021-03").save()

    measure.refresh_from_db()
    assert spans(measure) == [(day("2019-06-07"), day("2021-03-01"))]
    assert stages(measure) == [
        ("introduced", "2019-01-01"),
        ("enacted", "2019-05-06"),
        ("in_force", "2019-06-07"),
        ("ended", "2021-03-01"),
    ]
    assert measure.first_action_on == day("2019-01-01")
    assert measure.last_action_on == day("2021-03-31")
    assert measure.enacted_on == day("2019-05-06")
    assert measure.effective_on == day("2019-06-07")
    assert measure.ended_on == day("2021-03-01")


def test_the_object_at_hand_has_the_new_dates_without_being_read_again():
    measure = make_measure(actions=LAW)

    action(measure, 4, "repealed", "2021-03").save()

    assert measure.ended_on == day("2021-03-01")


def test_changing_an_action_changes_what_follows():
    measure = make_measure(actions=LAW)
    effective = measure.actions.get(kind="effective")
    effective.day = day("2020-01-01")

    effective.save()

    assert spans(measure) == [(day("2020-01-01"), None)]


def test_deleting_an_action_takes_back_what_followed_from_it():
    measure = make_measure(actions=[*LAW, ("repealed", "2021-03-01")])

    measure.actions.get(kind="repealed").delete()

    measure.refresh_from_db()
    assert spans(measure) == [(day("2019-06-07"), None)]
    assert measure.ended_on is None


def test_deleting_the_last_action_leaves_nothing_reckoned():
    measure = make_measure(actions=[("enacted", "2019-05-06")])

    measure.actions.get().delete()

    measure.refresh_from_db()
    assert (spans(measure), stages(measure), measure.first_action_on) == ([], [], None)


def test_deleting_a_measure_takes_its_actions_terms_and_stages_with_it():
    make_measure(actions=LAW, status="draft").delete()

    assert not Action.objects.exists()
    assert not Term.objects.exists()
    assert not StageSpan.objects.exists()


def test_a_save_that_fails_midway_leaves_neither_the_action_nor_anything_reckoned(monkeypatch):
    measure = make_measure(actions=LAW)
    before = spans(measure), stages(measure)

    def fail(*args, **kwargs):
        raise RuntimeError("the power went")

    # Terms are written by then, stages are not.
    monkeypatch.setattr(StageSpan.objects, "bulk_create", fail)
    with pytest.raises(RuntimeError):
        action(measure, 4, "repealed", "2021-03-01").save()

    measure.refresh_from_db()
    assert not measure.actions.filter(kind="repealed").exists()
    assert (spans(measure), stages(measure)) == before
    assert measure.ended_on is None


def test_a_reckoning_that_fails_midway_leaves_what_was_reckoned_before(monkeypatch):
    measure = make_measure(actions=LAW)
    before = spans(measure), stages(measure)
    Action.objects.filter(kind="effective").delete()

    def fail(*args, **kwargs):
        raise RuntimeError("the power went")

    monkeypatch.setattr(StageSpan.objects, "bulk_create", fail)
    with pytest.raises(RuntimeError), transaction.atomic():
        measure.reckon()

    assert (spans(measure), stages(measure)) == before


def test_a_deletion_that_fails_midway_leaves_the_action(monkeypatch):
    measure = make_measure(actions=LAW)

    def fail(*args, **kwargs):
        raise RuntimeError("the power went")

    monkeypatch.setattr(StageSpan.objects, "bulk_create", fail)
    with pytest.raises(RuntimeError):
        measure.actions.get(kind="effective").delete()

    assert measure.actions.filter(kind="effective").exists()
    assert spans(measure) == [(day("2019-06-07"), None)]


def test_saving_a_measure_with_another_kind_reckons_it_again():
    bill = make_measure("An order or a bill", "MA", [("passed", "2020-01-01")])
    assert spans(bill) == []

    bill.kind = "executive_order"
    bill.save()

    assert spans(bill) == [(day("2020-01-01"), None)]


def test_saving_a_measure_from_its_section_reckons_it_as_well():
    bill = make_measure("An order or a bill", "MA", [("passed", "2020-01-01")])
    section = Bill.objects.get(pk=bill.pk)

    section.kind = "policy"
    section.save()

    assert spans(bill) == [(day("2020-01-01"), None)]


def test_saving_a_session_with_another_end_dates_its_failed_bills_anew():
    session = make_session(end_on="2024-12-31")
    bill = make_measure("A bill", "MA", [("introduced", "2023-02-16")], session=session)
    assert stages(bill)[-1] == ("failed", "2024-12-31")

    session.end_on = day("2025-01-01")
    session.save()

    assert stages(bill) == [("introduced", "2023-02-16"), ("failed", "2025-01-01")]


def test_saving_a_session_with_many_bills_asks_as_often_as_with_one(django_assert_max_num_queries):
    session = make_session(end_on="2024-12-31")
    for number in range(9):
        make_measure(f"Bill {number}", "MA", [("introduced", "2023-02-16")], session=session)
    session.end_on = day("2025-01-01")

    with django_assert_max_num_queries(16):
        session.save()

    assert StageSpan.objects.filter(stage="failed", from_on="2025-01-01").count() == 9


def test_saving_a_government_with_another_kind_reckons_its_measures():
    town = make_place("Alameda", "CA")
    policy = make_measure("A resolution", town, [("passed", "2019-12-17")], kind="resolution")
    assert spans(policy) == [(day("2019-12-17"), None)]

    town.kind = "state"
    town.save()

    assert spans(policy) == []


@pytest.mark.parametrize(
    ("columns", "is_reckoned"), [(["verified_on"], False), (["kind", "identifier_key"], True)]
)
def test_saving_some_columns_reckons_only_if_terms_depend_on_them(columns, is_reckoned):
    measure = make_measure(actions=LAW)
    Term.objects.all().delete()

    measure.save(update_fields=columns)

    assert bool(spans(measure)) == is_reckoned


def test_a_term_keeps_what_it_rests_on():
    doubt = {"basis": "disputed", "description": "The pages of 2026 say otherwise."}
    ban = make_measure(actions=[("enacted", "2022"), ("expired", "2026-07-01", doubt)])

    term = ban.terms.get()

    assert (term.start_kind, term.start_basis, term.start_why) == ("enacted", "recorded", "")
    assert (term.may_start_on, term.starts_on) == (day("2022-01-01"), day("2022-12-31"))
    assert (term.end_kind, term.end_basis) == ("expired", "disputed")
    assert term.end_why == "The pages of 2026 say otherwise."
    assert term.may_end_on is None


def test_storing_what_is_stored_already_changes_nothing():
    measure = make_measure(actions=LAW)
    keys = list(measure.terms.values_list("pk", flat=True))

    assert measure.reckon() is False
    assert list(measure.terms.values_list("pk", flat=True)) == keys


def test_many_measures_are_reckoned_with_a_fixed_number_of_queries(django_assert_max_num_queries):
    measures = [make_measure(f"Ban {number}", make_place(f"Town {number}")) for number in range(9)]
    for measure in measures:
        Action.objects.bulk_create([action(measure, 1, "enacted", "2020-01-01")])

    with django_assert_max_num_queries(12):
        changed = store_reckoning(measures)

    assert len(changed) == 9


# --- the reckon command ---------------------------------------------------------------------------


def test_reckon_reports_nothing_when_nothing_changed():
    make_measure(actions=LAW)

    assert run_reckon() == ["1 measures calculated, 0 changed."]


def test_reckon_names_what_it_changed_and_the_second_time_nothing():
    ban = make_measure(actions=LAW)
    make_measure("Another", make_place("Cambridge"), LAW)
    Action.objects.filter(measure=ban, kind="effective").update(day=date(2020, 1, 1))

    assert run_reckon() == [
        f"changed: {ban.slug}",
        "1 from In effect since June 7, 2019 to In effect since January 1, 2020",
        "2 measures calculated, 1 changed.",
    ]
    assert spans(ban) == [(date(2020, 1, 1), None)]
    assert run_reckon()[-1] == "2 measures calculated, 0 changed."


def test_reckon_if_stale_does_nothing_until_the_rules_change(monkeypatch):
    record = LoadedRecord.objects.create(version="1", checksum="0" * 64, rules="of last year")
    measure = make_measure(actions=LAW)
    Term.objects.all().delete()

    assert run_reckon(if_stale=True)[0] == f"changed: {measure.slug}"
    Term.objects.all().delete()
    assert run_reckon(if_stale=True) == []
    monkeypatch.setattr(reckoned, "CODE", reckoned.CODE[1:])
    assert run_reckon(if_stale=True)[0] == f"changed: {measure.slug}"
    record.refresh_from_db()
    assert record.rules == reckoned.rules_digest()


def test_the_digest_of_the_rules_covers_all_that_they_read():
    code = {path.resolve() for path in reckoned.CODE}
    for path in sorted(code):
        if path.parent.name in ("rules", "text"):
            read = {
                ROOT.joinpath(*name.split(".")).with_suffix(".py") for name in imports(path, ROOT)
            }
            assert {one for one in read if one.exists() and "laws" in one.parts} <= code, path


def test_the_server_is_not_started_on_terms_of_older_rules(monkeypatch):
    LoadedRecord.objects.create(version="1", checksum="0" * 64)
    measure = make_measure(actions=LAW)
    Term.objects.all().delete()
    monkeypatch.setattr(prepare, "collect_static_files", lambda: None)

    prepare.main()

    assert spans(measure) == [(day("2019-06-07"), None)]


@pytest.mark.parametrize("model", [Term, StageSpan])
def test_reckon_brings_back_rows_that_were_lost(model):
    ban = make_measure(actions=LAW)
    before = spans(ban), stages(ban)
    model.objects.all().delete()

    assert run_reckon()[0] == f"changed: {ban.slug}"
    assert (spans(ban), stages(ban)) == before


def test_reckon_corrects_a_date_that_someone_typed():
    ban = make_measure(actions=LAW)
    Measure.objects.update(enacted_on=date(1999, 1, 1))

    assert run_reckon()[0] == f"changed: {ban.slug}"
    ban.refresh_from_db()
    assert ban.enacted_on == day("2019-05-06")
