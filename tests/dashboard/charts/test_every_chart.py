"""What holds for every chart: its figure, its rows and its file say the same, on any date."""

import csv
import xml.etree.ElementTree as ET
from io import StringIO

import plotly.graph_objects as go
import pytest

from dashboard.chart_registry import CHARTS
from dashboard.charts.plotly.frame import COLORS
from dashboard.charts.svg.figure import still
from dashboard.charts.svg.figure_ink import DARK
from laws.models import Jurisdiction, Milestone, Question
from tests.dashboard.charts.test_colors import LIGHT
from tests.support.drawings import drawing_of, lines, size
from tests.support.elements import read
from tests.support.makers import day, delete_measures, make_measure, make_place
from tests.support.public_pages import make_record
from tests.support.shared_rows import shared

pytestmark = pytest.mark.django_db
# What must be chosen before a chart has anything to show.
CHOSEN = {
    "answers": {"question": "warrant_required"},
    "place-history": {"place": "ma/somerville"},
    "strictness": {"measure": "ma-somerville-ban-2019"},
}
DATES = ["1995-01-01", "2019-06-27", "2023-07-20", "2026-11-22", "2099-12-31"]
record = shared(make_record)


@pytest.mark.parametrize("on", DATES)
@pytest.mark.parametrize("name", CHARTS)
def test_its_figure_passes_plotlys_own_validation(client, name, on):
    answer = client.get(f"/charts/{name}.json", {"on": on}).json()

    figure = go.Figure(answer["figure"])
    assert figure.layout.template.layout.to_plotly_json() == {}
    assert go.Figure(figure).update_layout(answer["narrow"])
    assert answer["on"] == on


@pytest.mark.parametrize("name", CHARTS)
def test_the_server_draws_all_of_its_figure(client, name):
    asked = {"place": "ma/somerville", "measure": "ma-somerville-ban-2019", "on": "2023-07-20"}
    drawing = drawing_of(client.get(f"/charts/{name}.json", asked).json())

    for width, mode in ((360, "page"), (1180, "page"), (360, "dark"), (1180, "light")):
        drawn = ET.fromstring(still(drawing, width, mode=mode))
        assert any(element.tag.endswith("text") for element in drawn.iter())
        assert "style" not in {key for element in drawn.iter() for key in element.attrib}


@pytest.mark.parametrize("name", CHARTS)
def test_its_labels_hold_no_markup_and_it_brings_no_legend_or_scale(client, name):
    text = client.get(f"/charts/{name}.json", {"on": "2023-07-20"}).content.decode()

    assert "<b>" not in text
    assert "<i>" not in text
    assert "<a " not in text
    assert '"showscale": true' not in text
    assert '"showlegend": true' not in text


@pytest.mark.parametrize("name", CHARTS)
def test_its_colors_are_tokens_of_the_sheet(client, name):
    answer = client.get(f"/charts/{name}.json", {"on": "2023-07-20"}).json()

    assert answer["colours"] == {LIGHT[token]: f"--{token}" for token in COLORS}


@pytest.mark.parametrize("name", CHARTS)
def test_its_file_has_the_rows_of_its_figures_table(client, name):
    answer = client.get(f"/charts/{name}.json", {"on": "2023-07-20"}).json()
    response = client.get(f"/charts/{name}.csv", {"on": "2023-07-20"})
    text = b"".join(response.streaming_content).decode("utf-8-sig")

    rows = list(csv.DictReader(StringIO(text)))
    assert len(rows) == len(answer["rows"])
    for row, known in zip(rows, answer["rows"], strict=True):
        assert row.pop("as_of") == "2023-07-20"
        assert row.pop("preset") == answer["preset"]
        assert row == {key: "" if v is None else str(v) for key, v in known.items()}


@pytest.mark.parametrize("name", CHARTS)
def test_a_copy_of_it_carries_title_rule_date_and_source(client, name):
    answer = client.get(f"/charts/{name}.json", {"on": "2023-07-20"}).json()
    foot = " ".join(answer["foot"])

    assert answer["title"]
    assert "Rule R" in foot
    assert "July 20, 2023" in foot
    assert "record of 2026-11-22, CC BY 4.0" in foot


@pytest.mark.parametrize("name", CHARTS)
def test_no_draft_is_in_it(client, name):
    make_measure("Secret", "MA", [("enacted", "2020-01-01")], status="draft", slug="secret-draft")
    make_measure("Hidden", None, [("enacted", "2020-01-01")], status="draft", slug="hidden-draft")

    text = client.get(f"/charts/{name}.json", {"on": "2023-07-20"}).content.decode()

    assert "Secret" not in text
    assert "secret-draft" not in text
    assert "hidden-draft" not in text


@pytest.mark.parametrize("name", CHARTS)
def test_mistaken_parameters_are_explained(client, name):
    answer = client.get(f"/charts/{name}.json", {"on": "2023-13-45", "state": "zz"}).json()

    assert any(sentence.startswith("“2023-13-45” is not a date") for sentence in answer["notices"])


@pytest.mark.parametrize("name", CHARTS)
def test_an_empty_record_gives_an_empty_chart(client, name):
    delete_measures()
    Question.objects.all().delete()
    Jurisdiction.objects.all().delete()

    assert client.get(f"/charts/{name}.json", {"on": "2023-07-20"}).status_code == 200


@pytest.mark.parametrize("name", CHARTS)
def test_its_picture_says_what_it_shows_of_which_day_and_where_it_is_from(client, name):
    asked = {"on": "2023-07-20"} | CHOSEN.get(name, {})
    answer = client.get(f"/charts/{name}.json", asked).json()
    response = client.get(f"/charts/{name}.svg", asked)
    said = lines(response)
    whole = " ".join(said)

    assert answer["title"] in whole
    assert answer["counts"] in whole
    assert {one["words"] for one in answer["key"]} <= set(said) or not answer["rows"]
    assert "As of July 20, 2023" in said
    assert "Source: Facelaw, record of 2026-11-22, CC BY 4.0" in said
    assert said[-1].startswith(f"http://testserver/charts/{name}.svg?on=2023-07-20")
    assert "-2023-07-20.svg" in response["Content-Disposition"]
    assert "style=" not in response.content.decode()


@pytest.mark.parametrize("name", CHARTS)
def test_its_picture_is_a_png_of_a_width_that_we_draw(client, name):
    asked = {"on": "2023-07-20"} | CHOSEN.get(name, {})

    assert size(client.get(f"/charts/{name}.png", asked | {"width": "99999"}))[0] == 1200


def test_a_picture_can_be_large_and_dark(client):
    asked = {"on": "2023-07-20", "width": "2400", "mode": "dark"}

    assert size(client.get("/charts/ranked.png", asked))[0] == 2400
    assert DARK["ink"] in client.get("/charts/ranked.svg", asked).content.decode()


def test_a_picture_leaves_out_the_pins_that_only_the_page_explains(client):
    Milestone.objects.create(
        title="A study", day=day("2020-05-05"), category="research", confidence="high",
        description="What it found.", source_urls=["https://www.example.org/study"],
    )  # fmt: skip
    pinned, plain = (
        lines(client.get("/charts/cumulative.svg", {"on": "2023-07-20", "milestones": which}))
        for which in ("on", "off")
    )

    assert pinned[:-1] == plain[:-1]


def test_a_picture_of_a_year_has_the_date_and_the_words_of_that_year(client):
    said = lines(client.get("/charts/ranked.svg", {"on": "2020-12-31"}))

    assert "As of December 31, 2020" in said
    assert not any("2023" in line for line in said)


def test_a_picture_says_why_a_line_is_in_doubt(client):
    doubt = ("effective", "2020-01-04", {"basis": "disputed", "description": "Two codes differ."})
    make_measure("No faces", make_place("Lowell"), [doubt])
    said = lines(client.get("/charts/who-when.svg", {"on": "2023-07-20"}))

    assert "Lowell, MA ‡" in said
    assert any(line.startswith("‡ Lowell, MA: start disputed: Two codes differ") for line in said)


@pytest.mark.parametrize(
    ("page", "name"),
    [("/timeline/", "who-when"), ("/rankings/", "ranked"), ("/bills/", "bills-age")],
)
def test_the_page_shows_the_key_of_the_picture_and_links_to_it(client, page, name):
    asked = {"on": "2023-07-20"}
    figure = read(client.get(page, asked)).find(f"#plot-{name}")
    key = client.get(f"/charts/{name}.json", asked).json()["key"]

    shown = [one.text for one in figure.find(".plot-key").all("li")]
    said = [f"{one['words']} {one['count']}".strip() for one in key]
    assert len(shown) == len(said)
    assert all(one.endswith(words) for one, words in zip(shown, said, strict=True))
    links = [one.get("href") for one in figure.find(".downloads").all("a")]
    assert f"/charts/{name}.png?on=2023-07-20" in links
    assert f"/charts/{name}.svg?on=2023-07-20&mode=dark" in links


@pytest.mark.parametrize("kind", ["json", "csv", "svg", "png"])
def test_an_unknown_chart_is_not_found(client, kind):
    assert client.get(f"/charts/pie.{kind}").status_code == 404
