"""Every public address of the site, over a small record on which each has something to show."""

from django.urls import reverse

from dashboard.chart_registry import CHARTS
from dashboard.urls import urlpatterns
from laws.models import Correction, Edition, LoadedRecord
from tests.support.makers import (
    make_case,
    make_country,
    make_measure,
    make_place,
    make_provision,
    make_source,
    make_state,
)

ARGUMENTS = {
    "state": ["ma"],
    "state-json": ["ma"],
    "state-csv": ["ma"],
    "state-atom": ["ma"],
    "state-feed": ["ma"],
    "state-calendar": ["ma"],
    "state-svg": ["ma"],
    "place": ["ma", "somerville"],
    "place-json": ["ma", "somerville"],
    "place-csv": ["ma", "somerville"],
    "place-atom": ["ma", "somerville"],
    "place-feed": ["ma", "somerville"],
    "place-calendar": ["ma", "somerville"],
    "measure": ["ma-somerville-ban-2019"],
    "measure-json": ["ma-somerville-ban-2019"],
    "measure-csv": ["ma-somerville-ban-2019"],
    "measure-atom": ["ma-somerville-ban-2019"],
    "measure-feed": ["ma-somerville-ban-2019"],
    "measure-calendar": ["ma-somerville-ban-2019"],
    "sitemap-section": ["measures"],
    "question": ["warrant_required"],
    "question-json": ["warrant_required"],
    "question-csv": ["warrant_required"],
    "card-state": ["ma"],
    "card-place": ["ma", "somerville"],
    "card-measure": ["ma-somerville-ban-2019"],
    "case": ["doe-v-somerville"],
    "case-json": ["doe-v-somerville"],
    "case-csv": ["doe-v-somerville"],
    "edition": ["1"],
    "edition-json": ["1"],
    "edition-csv": ["1"],
    "edition-datacite": ["1"],
    "edition-linkset": ["1"],
    "api-docs": ["measures"],
    "embed-state": ["ma"],
    "embed-measure": ["ma-somerville-ban-2019"],
    "number": ["municipal-bans", "2023-07-20"],
    "number-json": ["municipal-bans", "2023-07-20"],
    "correction": ["C-7F3K9H"],
    "correction-json": ["C-7F3K9H"],
}
NAMES = [one.name for one in urlpatterns if getattr(one, "name", None)]
OF_CHARTS = ("chart-json", "chart-csv")
# They answer as their SVGs do, but take long to draw: tests of sheets ask them a few times.
DRAWN = ("map-png", "what-if-png", "state-png", "chart-png", "chart-svg")
# Files that lie on the disk have tests of their own.
FILES = ("edition-file", "data-file")
# Pages whose addresses are signed for one reader have tests of their own.
SIGNED = ("follow-confirm", "follow-end", "follow-yours")
ADDRESSES = {
    name: reverse(name, args=ARGUMENTS.get(name))
    for name in NAMES
    if name not in OF_CHARTS + DRAWN + FILES + SIGNED
}
ADDRESSES |= {f"{of}-{name}": reverse(of, args=[name]) for of in OF_CHARTS for name in CHARTS}
TAKES_FORMS = ADDRESSES["correction-new"], ADDRESSES["follow"], ADDRESSES["check"]
# What other sites show in a frame: no page of this one, and with nothing around it.
EMBEDS = {name: path for name, path in ADDRESSES.items() if name.startswith("embed-")}
PAGES = {n: path for n, path in ADDRESSES.items() if path.endswith("/") and n not in EMBEDS}
TWINS = {name: path for name, path in ADDRESSES.items() if not path.endswith("/")}


def make_record():
    """One state with a rule, a county, a city with a ban, and the country."""
    LoadedRecord.objects.create(version="2026-11-22", checksum="0" * 64)
    Edition.objects.create(number=1, made_at="2026-11-22T12:00:00Z", digest="0" * 64)
    make_country()
    make_state("MA", searched_on="2026-11-22", population=6_984_723, population_year=2021)
    make_place("Middlesex", kind="county", full_name="Middlesex County", geoid="25017")
    city = make_place("Somerville", county_geoids=["25017"], population=79_815)
    ban = make_measure(
        "Banning face surveillance",
        city,
        [("introduced", "2019-05-09"), ("passed", "2019-06-27")],
        slug="ma-somerville-ban-2019",
        identifier="Ord. 2019-16",
        summary="The city may not use it.",
    )
    make_source(ban)
    make_provision(ban)
    make_case("Doe v. Somerville", city, decided="2021-05-04", effects=[(ban, "upheld", None)])
    Correction.objects.create(
        reference="C-7F3K9H",
        measure=ban,
        path=ban.get_absolute_url(),
        text="The vote was 11-0.",
        form_key="shown",
    )
    make_measure(
        "An Act on policing",
        "MA",
        [("introduced", "2020-07-13"), ("effective", "2021-07-01")],
        effect="restriction",
        regulates=["police"],
        identifier="S.2963",
    )
    make_measure("An Act on faces", "MA", [("introduced", "2023-01-20")], identifier="S.927")
