"""/timeline/ in the browser: charts drawn, their copies, keyboard, phones, no scripts, axe."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from laws.models import Milestone
from tests.support.accessible import assert_accessible
from tests.support.elements import read
from tests.support.makers import day, make_measure, make_place

pytestmark = pytest.mark.django_db(transaction=True)
CHARTS = ["cumulative", "who-when", "momentum", "bills-by-year"]
ASKED = "?on=2023-07-20"


@pytest.fixture
def site(live_server):
    """Four local bans, one ended, one a moratorium, one disputed; a state's limit; two bills."""
    doubt = {"basis": "disputed", "description": "Two codes differ."}
    make_measure("Ban", make_place("Somerville"), [("effective", "2019-06-27")])
    make_measure(
        "Pause", make_place("Springfield"), [("effective", "2020-02")], effect="moratorium"
    )
    orleans = make_place("New Orleans", "LA")
    make_measure("Ban", orleans, [("effective", "2020-12-18"), ("repealed", "2022-07-21")])
    make_measure("Ban", make_place("Oakland", "CA"), [("effective", "2021-03-01", doubt)])
    make_measure("Limit", "WA", [("effective", "2021-07-01")], effect="restriction")
    make_measure("S.1", "MA", [("introduced", "2021-01-20"), ("enacted", "2022-01-01")])
    make_measure("S.2", "MA", [("introduced", "2023-01-20")])
    for number in range(12):
        when = day(f"{2020 + number // 6}-{2 * (number % 6) + 1:02}-10")
        Milestone.objects.create(
            title=f"Study {number}", day=when, category="research", confidence="high",
            description="What it found.", source_urls=["https://www.example.org/study"],
        )  # fmt: skip
    return live_server.url


def opened(page, site, asked=ASKED, width=1440):
    """The page, of which no chart is near yet."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{site}/timeline/{asked}")
    return page


def draw(page, *names):
    """Bring charts near, and wait until they are drawn."""
    for name in names:
        page.locator(f"#plot-{name} .plot-paper").scroll_into_view_if_needed()
        expect(page.locator(f"#plot-{name} .plot-paper.is-drawn .main-svg").first).to_be_visible()


def pins(page):
    return page.locator("#plot-cumulative .shapelayer text")


def test_axe_finds_nothing_with_all_charts_drawn_and_nothing_moves_sideways(page, site):
    opened(page, site, f"{ASKED}&level=all&effect=all")
    draw(page, *CHARTS)
    assert_accessible(page)


def test_charts_draw_curves_bars_and_numbered_pins(page, site):
    opened(page, site)
    draw(page, "cumulative", "who-when")
    expect(page.locator("#plot-cumulative .scatterlayer .js-line")).not_to_have_count(0)
    expect(page.locator("#plot-who-when .barlayer .point")).to_have_count(5)
    expect(page.locator("#plot-who-when")).to_contain_text("Oakland, CA ‡")
    assert sorted(map(int, pins(page).all_text_contents())) == list(range(1, 13))


@pytest.mark.parametrize("width", [360, 1440])
def test_no_pin_covers_another(page, site, width):
    opened(page, site, width=width)
    draw(page, "cumulative")
    boxes = [pin.bounding_box() for pin in pins(page).all()]
    assert len(boxes) == 12
    for number, one in enumerate(boxes):
        for other in boxes[:number]:
            apart = abs(one["x"] - other["x"]) > 11 or abs(one["y"] - other["y"]) > 11
            assert apart, (one, other)


def test_every_government_has_a_name_on_a_phone(page, site):
    opened(page, site, width=360)
    draw(page, "who-when")
    names = page.locator("#plot-who-when .ytick text")
    expect(names).to_have_count(4)
    for name in names.all():
        box = name.bounding_box()
        assert box["x"] >= 0
        assert box["height"] >= 11


def test_milestones_are_switched_off_and_on_in_place(page, site):
    opened(page, site)
    draw(page, "cumulative")
    page.evaluate("window.sameVisit = true")
    page.get_by_role("link", name="Hide milestones").click()
    expect(page.get_by_role("link", name="Show milestones")).to_be_visible()
    draw(page, "cumulative")
    expect(pins(page)).to_have_count(0)
    expect(page.locator(".milestones")).to_have_count(0)
    assert page.evaluate("window.sameVisit === true")
    assert page.url.endswith("milestones=off")
    page.go_back()
    expect(page.locator(".milestones li")).to_have_count(12)


def test_the_date_and_the_choices_change_in_place(page, site):
    opened(page, site)
    page.evaluate("window.sameVisit = true")
    page.get_by_role("link", name="Restrictions", exact=True).click()
    expect(page.locator("#who")).to_have_text("Who had a restriction, and when")
    page.get_by_role("link", name="States and the country").click()
    expect(page.locator("#rows-who-when tbody tr")).to_have_count(1)
    page.locator("#on").fill("2020-06-30")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator("h1")).to_contain_text("two local bans in June 2020")
    assert "level=state" in page.url
    assert page.evaluate("window.sameVisit === true")


def test_the_keyboard_reaches_and_works_every_control(page, site):
    opened(page, site)
    draw(page, *CHARTS)
    reached = set()
    page.locator("#on").focus()
    for _ in range(90):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.textContent.trim().slice(0, 40)"))
    for words in ("Strict count", "Hide milestones", "All limits", "Length", "PNG", "SVG", "CSV",
                  "Link to this chart", "The same as a table", "How this is decided"):  # fmt: skip
        assert words in reached, words
    page.get_by_role("link", name="Strict count").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Strict count")).to_have_attribute("aria-current", "true")
    expect(page.get_by_role("link", name="Strict count")).to_be_focused()


def test_a_milestone_opens_to_what_it_found_and_its_source(page, site):
    opened(page, site)
    first = page.locator(".milestones li").first
    expect(first.get_by_role("link")).to_be_hidden()
    first.locator("summary").click()
    expect(first).to_contain_text("What it found.")
    expect(first.get_by_role("link", name="example.org")).to_be_visible()


def test_copies_hold_the_picture_its_title_and_its_source(page, site, tmp_path):
    opened(page, site)
    draw(page, *CHARTS)
    for name in CHARTS:
        title = page.locator(f"#plot-{name} .plot-paper").get_attribute("aria-label")
        for kind in ("svg", "png"):
            with page.expect_download() as download:
                page.locator(f"#plot-{name} [data-copy-as={kind}]").click()
            assert download.value.suggested_filename == f"facelaw-{name}-2023-07-20.{kind}"
            download.value.save_as(tmp_path / f"copy.{kind}")
        words = read(Path(tmp_path / "copy.svg").read_text("utf-8")).text
        assert title in words
        assert "Source: Facelaw" in words
        assert "Rule R" in words
        assert Path(tmp_path / "copy.png").read_bytes().startswith(b"\x89PNG")


def test_without_scripts_every_chart_has_its_table(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/timeline/{ASKED}")
    expect(page.locator("h1")).to_contain_text("three local bans in July 2023")
    for name in CHARTS:
        expect(page.locator(f"#plot-{name} .plot-paper")).to_be_hidden()
        table = page.locator(f"#rows-{name} table")
        if not table.is_visible():
            page.locator(f"#rows-{name} summary").click()
        expect(table).to_be_visible()
    page.get_by_role("link", name="Hide milestones").click()
    expect(page.locator(".milestones")).to_have_count(0)
    context.close()
