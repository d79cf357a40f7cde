import pytest
from django.urls import reverse
from playwright.sync_api import expect

from laws.models import Measure
from tests.support.accessible import assert_accessible
from tests.support.makers import (
    make_measure,
    make_place,
    make_provision,
    make_relation,
    make_source,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def record():
    """A city's ban with all that a page can show, a failed bill, and a county's moratorium."""
    ban = make_measure(
        "A city ban", slug="ban", identifier="Ord. 2019-16", summary="Bars it.",
        notes="One list has another date.",
        actions=[("introduced", "2019-05", {"chamber": "council"}),
                 ("passed", "2019-06-27", {"yes": 11, "no": 0, "chamber": "council"}),
                 ("effective", "2019-06-28")],
    )  # fmt: skip
    bill = make_measure(
        "An Act", slug="bill", jurisdiction="MA", identifier="S.927", effect="restriction",
        actions=[("introduced", "2023-02-16"), ("failed", "2024-12-31", {"basis": "inferred"})],
    )  # fmt: skip
    make_measure(
        slug="pause", effect="moratorium", jurisdiction=make_place("King", "WA", "county"),
        actions=[("enacted", "2020-03-01"), ("expires", "2022-01")],
    )  # fmt: skip
    make_source(ban)
    make_provision(ban, answer="qualified", detail="At night", pinpoint="§ 2")
    make_relation(bill, "related", ban)


def url(live_server, name, *parts, asked=""):
    return live_server.url + reverse(name, args=parts) + asked


def test_axe_finds_nothing_and_nothing_moves_sideways(page, live_server, record):
    for address in (
        url(live_server, "measures", asked="?effect=ban&state=wa"),
        url(live_server, "measure", "ban"),
        url(live_server, "measure", "bill", asked="?on=2023-07-20"),
        url(live_server, "measure", "pause", asked="?on=2022-01-10"),
    ):
        page.goto(address)
        assert_accessible(page)


def test_a_facet_narrows_the_list_in_place(page, live_server, record):
    page.goto(url(live_server, "measures"))
    page.evaluate("window.stayed = true")
    page.locator("#facets").get_by_role("link", name="Ban 1").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("one law or bill banning use")
    expect(page.locator("tbody tr")).to_have_count(1)
    assert page.url.endswith("?effect=ban")
    page.get_by_role("link", name="Clear all").click()
    expect(page.locator("tbody tr")).to_have_count(3)
    assert page.evaluate("window.stayed")


def test_words_narrow_what_was_chosen_before(page, live_server, record):
    page.goto(url(live_server, "measures", asked="?state=ma"))
    page.get_by_label("Words or number").fill("s927")
    page.get_by_label("Words or number").press("Enter")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.get_by_role("link", name="State: Massachusetts")).to_be_visible()


def test_a_heading_sorts_and_sorts_back(page, live_server, record):
    page.goto(url(live_server, "measures"))
    heading = page.locator("thead").get_by_role("link", name="Government")
    heading.click()
    expect(page.locator("tbody tr").first).to_contain_text("King")
    expect(page.get_by_role("columnheader", name="Government")).to_have_attribute(
        "aria-sort", "ascending"
    )
    heading.click()
    expect(page.locator("tbody tr").first).to_contain_text("Somerville")


def test_where_the_headings_fold_away_a_box_sorts(page, live_server, record):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(url(live_server, "measures", asked="?on=2023-07-20"))
    expect(page.locator("thead a").first).to_be_hidden()
    page.get_by_label("Sort").select_option("government")
    expect(page.locator("tbody tr").first).to_contain_text("King")
    assert page.url.endswith("?on=2023-07-20&sort=government")


def test_a_fold_of_facets_stays_open_when_the_list_is_redrawn(page, live_server, record):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(url(live_server, "measures"))
    page.locator("#facet-effect summary").click()
    page.get_by_role("link", name="Ban 1").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.get_by_role("link", name="Moratorium 1")).to_be_visible()


def test_the_list_leads_to_the_measure_on_the_same_date(page, live_server, record):
    page.goto(url(live_server, "measures", asked="?on=2023-07-20"))
    page.get_by_role("link", name="S.927").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("It was pending on ")
    expect(page.locator(".acts .mark-now")).to_have_text("July 20, 2023: the date shown")


def test_the_citation_can_be_copied(page, context, live_server, record):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(url(live_server, "measure", "ban"))
    page.get_by_text("Cite this page").click()
    page.get_by_role("button", name="Copy APA").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()").startswith("Facelaw. (")


def test_a_bill_is_told_in_the_first_screen_of_a_phone_and_on_one_sheet_of_paper(
    page, live_server, record
):
    said = "Would let only the State Police or the FBI search faces for police, on a warrant for a "
    bill = Measure.objects.get(slug="bill")
    Measure.objects.filter(pk=bill.pk).update(summary=said + "felony, or in an emergency.")
    make_source(bill, url="https://legislature.example.gov/bills/S927", official=True)
    for number in range(6):
        make_provision(bill, f"q{number}", "qualified", detail="a felony warrant, or emergency")
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(url(live_server, "measure", "bill", asked="?on=2023-07-20"))
    ends = page.locator("h1, .gist > p").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().bottom)"
    )

    assert "Next: a committee." in page.locator(".gist").inner_text()
    assert max(ends) <= 740
    for paper in ("Letter", "A4"):
        assert page.pdf(format=paper).count(b"/Type /Page\n") == 1
