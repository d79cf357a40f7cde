"""/timeline/ in the browser: charts before and after a touch, print, phones, no scripts, axe."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from dashboard.web.params import today
from laws.models import Milestone
from tests.support.accessible import assert_accessible
from tests.support.elements import read
from tests.support.makers import day, make_measure, make_place
from tests.support.touched_charts import still, touch

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
    """The page, of which no chart is touched yet."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{site}/timeline/{asked}")
    return page


def pins(page):
    return still(page, "cumulative").locator("circle + text")


def test_axe_finds_nothing_with_charts_touched_or_not_and_nothing_moves_sideways(page, site):
    opened(page, site, f"{ASKED}&level=all&effect=all")
    touch(page, *CHARTS[:2])
    assert_accessible(page)


def test_nothing_of_plotly_is_fetched_before_a_touch_and_nothing_moves_then(page, site):
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    opened(page, site)
    for name in CHARTS:
        still(page, name).scroll_into_view_if_needed()
        page.mouse.wheel(0, 50)
    page.wait_for_load_state("networkidle")
    assert not [url for url in fetched if "plotly" in url or "/charts/" in url]

    face = page.locator("#plot-who-when .plot-face")
    face.scroll_into_view_if_needed()
    before = face.bounding_box()
    for shift in (300, 310):
        page.mouse.move(before["x"] + shift, before["y"] + 80)
    expect(page.locator("#plot-who-when .barlayer .point")).to_have_count(5)
    assert face.bounding_box() == before
    expect(page.locator("#plot-momentum .main-svg")).to_have_count(0)


def test_what_a_bar_stands_for_is_said_beside_it_not_upon_it(page, site):
    opened(page, site)
    figure = touch(page, "who-when")
    bar = figure.locator(".barlayer .point").last
    box = bar.bounding_box()
    for shift in (4, 6):
        page.mouse.move(box["x"] + shift, box["y"] + box["height"] / 2)
    tip = figure.locator(".plot-tip")
    expect(tip).to_contain_text("from")
    words = tip.bounding_box()
    assert words["y"] >= box["y"] + box["height"] or words["y"] + words["height"] <= box["y"]


def test_a_link_to_a_chart_comes_to_rest_on_it(page, site):
    for name in CHARTS[1:]:
        opened(page, site, f"{ASKED}#plot-{name}")
        page.wait_for_load_state("networkidle")
        top = page.locator(f"#plot-{name}").bounding_box()["y"]
        floor = page.evaluate("document.documentElement.scrollHeight - scrollY - innerHeight")
        assert abs(top) < 40 or floor < 2, (name, top)
        page.goto("about:blank")


def test_every_chart_is_printed_touched_or_not(page, site):
    opened(page, site)
    touch(page, "momentum")
    page.emulate_media(media="print")
    for name in CHARTS:
        expect(still(page, name)).to_have_count(1)
    expect(page.locator("#plot-momentum .main-svg").first).to_be_hidden()


@pytest.mark.parametrize("width", [360, 1440])
def test_ten_milestones_stand_under_the_curves_and_none_covers_another(page, site, width):
    opened(page, site, width=width)
    boxes = [pin.bounding_box() for pin in pins(page).all()]
    assert len(boxes) == 10
    for number, one in enumerate(boxes):
        for other in boxes[:number]:
            apart = abs(one["x"] - other["x"]) > 11 or abs(one["y"] - other["y"]) > 11
            assert apart, (one, other)
    expect(page.locator(".milestones li").first).to_be_visible()


def test_every_government_has_a_name_on_a_phone(page, site):
    opened(page, site, width=360)
    names = still(page, "who-when").locator("g[text-anchor=end] text")
    expect(names).to_have_count(4)
    for name in names.all():
        box = name.bounding_box()
        assert box["x"] >= 0
        assert box["height"] >= 11


def test_all_milestones_or_none_are_shown_in_place(page, site):
    opened(page, site)
    page.evaluate("window.sameVisit = true")
    shown = page.get_by_role("paragraph").filter(has_text="Milestones:")
    shown.get_by_role("link", name="None").click()
    expect(pins(page)).to_have_count(0)
    expect(page.locator(".milestones")).to_have_count(0)
    assert page.evaluate("window.sameVisit === true")
    assert page.url.endswith("milestones=off")
    shown.get_by_role("link", name="All").click()
    expect(pins(page)).to_have_count(12)
    page.go_back()
    page.go_back()
    expect(page.locator(".milestones li")).to_have_count(10)


def test_the_date_and_the_choices_change_in_place(page, site):
    opened(page, site)
    page.evaluate("window.sameVisit = true")
    page.get_by_role("link", name="Restrictions", exact=True).click()
    expect(page.locator("#who")).to_have_text("Who had a restriction, and when")
    page.get_by_role("link", name="States and the country").click()
    expect(page.locator("#rows-who-when tbody tr")).to_have_count(1)
    page.locator("#on").fill("2020-06-30")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator("h1")).to_contain_text("2 in the 24 months to June 30, 2020")
    assert "level=state" in page.url
    assert page.evaluate("window.sameVisit === true")


def test_the_keyboard_reaches_and_works_every_control(page, site):
    opened(page, site)
    touch(page, "momentum")
    reached = set()
    page.locator(".on-page a").first.focus()
    for _ in range(110):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.textContent.trim().slice(0, 40)"))
    for words in ("Strict count", "None", "All limits", "Length", "PNG", "SVG", "CSV",
                  "Link to this chart", "Explore this chart", "The same as a table",
                  "How this is decided"):  # fmt: skip
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
    touch(page, *CHARTS)
    for name in CHARTS:
        title = page.locator(f"#plot-{name} .plot-face").get_attribute("aria-label")
        for kind in ("svg", "png"):
            with page.expect_download() as download:
                page.locator(f"#plot-{name} .downloads > p").get_by_text(kind.upper()).click()
            assert download.value.suggested_filename == f"facelaw-{name}-2023-07-20.{kind}"
            download.value.save_as(tmp_path / f"copy.{kind}")
        words = read(Path(tmp_path / "copy.svg").read_text("utf-8")).text
        assert title in words
        assert "Source: Facelaw" in words
        assert "Rule R" in words
        assert Path(tmp_path / "copy.png").read_bytes().startswith(b"\x89PNG")


def test_without_scripts_every_chart_is_there_beside_its_table(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/timeline/{ASKED}")
    expect(page.locator("h1")).to_contain_text("in the 24 months to July 20, 2023")
    for name in CHARTS:
        figure = page.locator(f"#plot-{name}")
        expect(still(page, name)).to_have_count(1)
        # To a screen reader it is one picture with one name.
        assert figure.locator(".plot-face").aria_snapshot().startswith("- img ")
        assert len(figure.locator(".plot-face").aria_snapshot().splitlines()) == 1
        expect(figure.get_by_role("button")).to_have_count(0)
        table = page.locator(f"#rows-{name} table")
        if not table.is_visible():
            page.locator(f"#rows-{name} summary").click()
        expect(table).to_be_visible()
    context.close()


def test_the_link_of_a_chart_is_copied_with_its_day(page, site):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site}/timeline/")
    figure = page.locator("#plot-who-when")
    figure.get_by_role("button", name="Copy the link").click()
    expect(figure.get_by_role("button", name="Copied")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{site}/timeline/?on={today()}#plot-who-when"
