"""What holds for every chart: its figure, its rows and its file say the same, on any date."""

import csv
import xml.etree.ElementTree as ET
from io import StringIO

import plotly.graph_objects as go
import pytest

from dashboard.chart_registry import CHARTS
from dashboard.charts.plotly.frame import COLORS
from dashboard.charts.svg.figure import still
from laws.models import Jurisdiction, Question
from tests.dashboard.charts.test_colors import LIGHT
from tests.support.drawings import drawing_of
from tests.support.makers import delete_measures, make_measure
from tests.support.public_pages import make_record

pytestmark = pytest.mark.django_db
DATES = ["1995-01-01", "2019-06-27", "2023-07-20", "2026-11-22", "2099-12-31"]


@pytest.fixture(autouse=True)
def record(db):
    make_record()


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


@pytest.mark.parametrize("kind", ["json", "csv"])
def test_an_unknown_chart_is_not_found(client, kind):
    assert client.get(f"/charts/pie.{kind}").status_code == 404
