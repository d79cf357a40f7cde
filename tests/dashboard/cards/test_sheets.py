"""Maps as pictures that stand alone: with title, key, date, what is counted, source and address."""

import hashlib
import xml.etree.ElementTree as ET
from base64 import b64encode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dashboard.cards import render
from dashboard.cards.sheet import Imprint, Sheet, draw_sheet
from dashboard.charts.svg.fonts import width
from dashboard.charts.svg.keys import KeyEntry, KeyPart
from laws.models import Jurisdiction
from tests.support.drawings import SVG, size
from tests.support.drawings import lines as said
from tests.support.elements import read
from tests.support.makers import day, make_measure, make_place, make_state
from tests.support.public_pages import make_record
from tests.support.shared_rows import shared

ON = {"on": "2023-07-20"}
MAPS = {
    "/map": ("banned or paused police or government use", "facelaw-map-2023-07-20"),
    "/what-if": ("What if pending measures were law?", "facelaw-what-if-2023-07-20"),
    "/states/ma/map": ("Massachusetts limited police use", "facelaw-map-ma-2023-07-20"),
}
pytestmark = pytest.mark.django_db


def make_drawn():
    """The record of the public pages, a territory, and where Somerville lies."""
    make_record()
    make_state("PR")
    Jurisdiction.objects.filter(slug="somerville").update(latitude=42.39, longitude=-71.1)


record = shared(make_drawn)


@pytest.mark.parametrize("path", MAPS)
def test_a_map_says_as_svg_what_it_shows_of_which_day_and_where_it_is_from(client, path):
    response = client.get(f"{path}.svg", ON)
    lines = said(response)
    title, name = MAPS[path]

    assert response["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert response["Content-Disposition"] == f'inline; filename="{name}.svg"'
    assert title in " ".join(lines)
    assert "As of July 20, 2023" in lines
    assert {"Restriction", "Marker size shows population."} <= set(lines)
    assert "R8" in " ".join(lines)
    assert "Source: Facelaw, record of 2026-11-22, CC BY 4.0" in lines
    assert lines[-1] == f"http://testserver{path}.svg?on=2023-07-20"


@pytest.mark.parametrize("path", MAPS)
@pytest.mark.parametrize("asked", [{}, {"width": "2400", "mode": "dark"}])
def test_a_map_is_a_png_of_the_width_that_was_asked_for(client, path, asked):
    response = client.get(f"{path}.png", ON | asked)

    assert response["Content-Type"] == "image/png"
    assert size(response)[0] == int(asked.get("width", 1200))
    assert response["Content-Disposition"] == f'inline; filename="{MAPS[path][1]}.png"'


def test_the_key_names_every_class_and_sign_that_is_drawn_and_no_other(client):
    doubt = {"basis": "disputed", "description": "Two codes differ."}
    make_measure(
        "No faces",
        make_place("Lowell", latitude=42.64, longitude=-71.32),
        [("effective", "2020-01-04", doubt)],
    )
    lines = said(client.get("/map.svg", ON))

    assert {"Ban", "2", "Restriction", "in doubt"} <= set(lines)
    assert not {"Moratorium", "Oversight", "Permits", "Filtered out"} & set(lines)
    assert "‡ Lowell, in doubt: Two codes differ." in " ".join(lines)


def test_no_pattern_is_rotated_which_takes_a_third_of_the_time_of_a_picture():
    assert "patternTransform" not in render.patterns()


def test_a_picture_of_a_selection_says_what_was_selected(client):
    lines = said(client.get("/map.svg", ON | {"fill": "bans", "state": "ma", "map": "tiles"}))

    assert "Only what these filters leave is shown: Massachusetts." in lines
    assert any(line.startswith("State color: municipal bans in the state") for line in lines)
    assert "The figure in a tile is its number of municipal bans." in lines
    assert "Filtered out" in lines
    assert "Markers: cities, towns and counties" not in lines


def test_a_picture_of_what_is_no_law_says_so_and_names_the_measures(client):
    lines = said(client.get("/what-if.svg", ON | {"all": "ma"}))

    assert "What if: not the law" in lines
    assert any(
        line.startswith("Treated as law from July 20, 2023") and "S.927" in line for line in lines
    )


def test_the_dark_colors_are_those_of_the_sheet(client):
    light, dark = (
        client.get("/map.svg", ON | {"mode": mode}).content.decode() for mode in ("light", "dark")
    )

    assert render.tokens("light")["paper"] in light
    assert render.tokens("dark")["paper"] in dark
    assert render.tokens("light")["law-ban"] not in dark
    assert "var(" not in dark + light


@pytest.mark.parametrize("path", MAPS)
def test_a_mistaken_value_draws_the_default_and_the_picture_says_so(client, path):
    asked = {"on": "2023-13-45", "mode": "pink", "width": "99999", "fill": '"><script>'}
    response = client.get(f"{path}.svg", asked)
    lines = said(response)

    assert any("“2023-13-45” is not a date" in line for line in lines)
    assert "mode=pink was not understood: allowed are light, dark." in lines
    assert "width=99999 was not understood: allowed are 1200, 2400." in lines
    assert b"<script" not in response.content
    assert "pink" not in lines[-1]
    assert size(client.get(f"{path}.png", asked | {"on": "2023-07-20"}))[0] == 1200


def test_a_picture_of_a_day_to_come_says_that_it_may_change(client):
    assert any(
        "This is in the future" in one for one in said(client.get("/map.svg", {"on": "2099-01-01"}))
    )


@pytest.mark.parametrize("path", ["/states/pr/map", "/states/zz/map", "/states/us/map"])
def test_where_there_is_no_map_there_is_no_picture(client, path):
    assert client.get(f"{path}.svg").status_code == client.get(f"{path}.png").status_code == 404


def test_whoever_has_a_picture_is_told_so_before_it_is_drawn(client):
    first = client.get("/map.png", ON)
    drawn = render.png.cache_info()
    again = client.get("/map.png", ON, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert render.png.cache_info() == drawn
    assert client.get("/map.png", ON | {"mode": "dark"})["ETag"] != first["ETag"]


def test_a_picture_opened_by_itself_may_use_its_own_styles_and_nothing_else(client):
    response = client.get("/map.svg", ON)
    style = ET.fromstring(response.content).findtext(f"{SVG}style")
    known = b64encode(hashlib.sha256(style.encode()).digest()).decode()

    assert f"'sha256-{known}'" in response["Content-Security-Policy"]
    assert "style=" not in response.content.decode()
    assert "<a " not in response.content.decode()


@pytest.mark.parametrize(("path", "most"), [("/map", 4), ("/what-if", 6), ("/states/ma/map", 6)])
def test_a_picture_asks_the_database_little(client, path, most):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"{path}.svg", ON).status_code == 200
    assert len(queries) <= most


@pytest.mark.parametrize(
    "page", ["/?on=2023-07-20&state=ma&map=tiles", "/what-if/?on=2023-07-20&all=ma"]
)
def test_under_a_map_its_files_keep_what_the_page_shows(client, page):
    asked = page.partition("?")[2]
    links = [one.get("href") for one in read(client.get(page)).find("#files").all("a")]

    assert len([href for href in links if not href.startswith("/embed/")]) == 8
    assert all(asked.split("&")[-1] in href for href in links)
    assert all(client.get(href).status_code == 200 for href in links if ".png" not in href)


# --- the sheet ----------------------------------------------------------------------------------


def a_sheet(**changes):
    fields = {
        "name": "x", "title": "Title", "on": day("2023-07-20"), "counts": [],
        "drawing": '<svg viewBox="0 0 10 5"><rect width="10" height="5"/></svg>', "key": [],
    } | changes  # fmt: skip
    return draw_sheet(Sheet(**fields), Imprint("Source", "https://facelaw.example/"))


def test_no_line_of_a_sheet_runs_over_its_edge():
    many = [KeyEntry("ban", f"word number {n}", str(n)) for n in range(40)]
    svg = a_sheet(title="word " * 60, counts=["word " * 200], key=[KeyPart("Heading", many)])
    root = ET.fromstring(svg)

    for text in root.iter("text"):
        if text.get("text-anchor") == "start":
            assert float(text.get("x")) + width(text.text, float(text.get("font-size"))) < 1210


def test_what_is_written_on_a_sheet_is_escaped():
    svg = a_sheet(title="<b>&", counts=["<i>"], key=[KeyPart("<u>", [KeyEntry("ban", "<s>")])])

    assert {"<b>&", "<i>", "<u>", "<s>"} <= {one.text for one in ET.fromstring(svg).iter("text")}
