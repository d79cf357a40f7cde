"""Every address of the site. A page and its twins share a view module."""

from django.contrib import admin
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path, register_converter

from dashboard.api import docs_views as api_docs
from dashboard.assistants import views as assistants
from dashboard.cards.response import PNG, SVG
from dashboard.chart_registry import CHARTS
from dashboard.embeds import builder_views as embed_builder
from dashboard.embeds import oembed_views
from dashboard.embeds import views as embeds
from dashboard.feeds import views as feeds
from dashboard.pages.bills import views as bills
from dashboard.pages.cases import views as cases
from dashboard.pages.changes import views as changes
from dashboard.pages.changes_in_law import views as changes_in_law
from dashboard.pages.charts import views as charts
from dashboard.pages.check import views as check
from dashboard.pages.compare import views as compare
from dashboard.pages.corrections import views as corrections
from dashboard.pages.coverage import views as coverage
from dashboard.pages.data import views as data
from dashboard.pages.editions import views as editions
from dashboard.pages.figures import views as figures
from dashboard.pages.follow import views as follow
from dashboard.pages.home import views as home
from dashboard.pages.lists import views as lists
from dashboard.pages.measure_detail import views as measure
from dashboard.pages.measure_detail.preview_views import PREVIEW
from dashboard.pages.measure_list import views as measures
from dashboard.pages.method import views as method
from dashboard.pages.my_list import views as my_list
from dashboard.pages.places import find_views
from dashboard.pages.places import views as places
from dashboard.pages.preemption import views as preemption
from dashboard.pages.provisions import question_views
from dashboard.pages.provisions import views as provisions
from dashboard.pages.rankings import views as rankings
from dashboard.pages.search import views as search
from dashboard.pages.states import views as states
from dashboard.pages.timeline import views as timeline
from dashboard.pages.what_if import views as what_if
from dashboard.web import health
from dashboard.web import sitemaps as crawlers
from dashboard.web.csv import as_csv
from dashboard.web.file_answers import FileName

register_converter(FileName, "file_name")

OF_STATE = ("measures", "local_measures", "pending")

AS_PNG, AS_SVG = {"charts": CHARTS, "form": PNG}, {"charts": CHARTS, "form": SVG}

urlpatterns = [
    # /
    path("", home.home, name="home"),
    path("map.json", home.map_json, name="map-json"),
    path("map.csv", as_csv(home.map_json, "states", "markers"), name="map-csv"),
    path("map.png", home.map_picture, {"form": PNG}, name="map-png"),
    path("map.svg", home.map_picture, {"form": SVG}, name="map-svg"),
    # /states/
    path("states/", states.states, name="states"),
    path("states/<slug:state_code>/", states.state, name="state"),
    path("states/<slug:state_code>.json", states.state_json, name="state-json"),
    path("states/<slug:state_code>.csv", as_csv(states.state_json, *OF_STATE), name="state-csv"),
    path("states/<slug:state_code>/map.png", states.state_picture, {"form": PNG}, name="state-png"),
    path("states/<slug:state_code>/map.svg", states.state_picture, {"form": SVG}, name="state-svg"),
    # /places/
    path("places/<slug:state_code>/<slug:slug>/", places.place, name="place"),
    path("places/<slug:state_code>/<slug:slug>.json", places.place_json, name="place-json"),
    path(
        "places/<slug:state_code>/<slug:slug>.csv",
        as_csv(places.place_json, "applies"),
        name="place-csv",
    ),
    # /measures/
    path("measures/", measures.measures, name="measures"),
    path("measures.json", measures.measures_json, name="measures-json"),
    path("measures.csv", measures.measures_csv, name="measures-csv"),
    path("measures/<slug:slug>/", measure.measure, name="measure"),
    path("measures/<slug:slug>.json", measure.measure_json, name="measure-json"),
    path("measures/<slug:slug>.csv", as_csv(measure.measure_json, "actions"), name="measure-csv"),
    # /bills/
    path("bills/", bills.bills, name="bills"),
    path("bills.json", bills.bills_json, name="bills-json"),
    path("bills.csv", as_csv(bills.bills_json, "bills", "local"), name="bills-csv"),
    # /compare/
    path("compare/", compare.compare, name="compare"),
    path("compare.json", compare.compare_json, name="compare-json"),
    path("compare.csv", as_csv(compare.compare_json, "measures", "places"), name="compare-csv"),
    path("compare/places.json", compare.compare_places, name="compare-places-json"),
    path("compare/lists/", lists.lists, name="lists"),
    path("compare/lists.json", lists.lists_json, name="lists-json"),
    path("compare/lists.csv", as_csv(lists.lists_json, "lists", "rows"), name="lists-csv"),
    # /provisions/
    path("provisions/", provisions.provisions, name="provisions"),
    path("provisions.json", provisions.provisions_json, name="provisions-json"),
    path("provisions.csv", as_csv(provisions.provisions_json, "rows"), name="provisions-csv"),
    path("provisions/<slug:slug>/", question_views.question, name="question"),
    path("provisions/<slug:slug>.json", question_views.question_json, name="question-json"),
    path(
        "provisions/<slug:slug>.csv",
        as_csv(question_views.question_json, "rows"),
        name="question-csv",
    ),
    # /what-if/
    path("what-if/", what_if.what_if, name="what-if"),
    path("what-if.json", what_if.what_if_json, name="what-if-json"),
    path("what-if.csv", as_csv(what_if.what_if_json, "states", "markers"), name="what-if-csv"),
    path("what-if.png", what_if.what_if_picture, {"form": PNG}, name="what-if-png"),
    path("what-if.svg", what_if.what_if_picture, {"form": SVG}, name="what-if-svg"),
    # /where/
    path("where/", find_views.where, name="where"),
    path("where.json", find_views.where_json, name="where-json"),
    path("where.csv", as_csv(find_views.where_json, "results"), name="where-csv"),
    # /rankings/
    path("rankings/", rankings.rankings, name="rankings"),
    path("rankings/municipal-bans.json", rankings.ranking_json, name="ranking-json"),
    path("rankings/municipal-bans.csv", rankings.ranking_csv, name="ranking-csv"),
    path("rankings/missing-safeguards.json", rankings.gaps_json, name="gaps-json"),
    path("rankings/missing-safeguards.csv", rankings.gaps_csv, name="gaps-csv"),
    # /timeline/
    path("timeline/", timeline.timeline, name="timeline"),
    # /changes-in-law/
    path("changes-in-law/", changes_in_law.changes_in_law, name="changes-in-law"),
    path("changes-in-law.json", changes_in_law.changes_in_law_json, name="changes-in-law-json"),
    path("changes-in-law.csv", changes_in_law.changes_in_law_csv, name="changes-in-law-csv"),
    # /charts/
    path("charts/<slug:name>.json", charts.chart_json, {"charts": CHARTS}, name="chart-json"),
    path("charts/<slug:name>.csv", charts.chart_csv, {"charts": CHARTS}, name="chart-csv"),
    path("charts/<slug:name>.png", charts.chart_picture, AS_PNG, name="chart-png"),
    path("charts/<slug:name>.svg", charts.chart_picture, AS_SVG, name="chart-svg"),
    # /cards/
    path("cards/site.png", home.site_card, name="card-site"),
    path("cards/states/<slug:state_code>.png", states.state_card, name="card-state"),
    path("cards/places/<slug:state_code>/<slug:slug>.png", places.place_card, name="card-place"),
    path("cards/measures/<slug:slug>.png", measure.measure_card, name="card-measure"),
    # /data/
    path("data/", data.data, name="data"),
    # /data/editions/
    path("data/editions/", editions.editions, name="editions"),
    path("data/editions.json", editions.editions_json, name="editions-json"),
    path("data/editions.csv", as_csv(editions.editions_json, "editions"), name="editions-csv"),
    path("data/<file_name:name>", data.data_file, name="data-file"),
    path("data/editions/<slug:number>/", editions.edition, name="edition"),
    path("data/editions/<slug:number>.json", editions.edition_one_json, name="edition-json"),
    path(
        "data/editions/<slug:number>.csv",
        as_csv(editions.edition_one_json, "changed"),
        name="edition-csv",
    ),
    path(
        "data/editions/<slug:number>/datacite.json",
        editions.edition_datacite,
        name="edition-datacite",
    ),
    path(
        "data/editions/<slug:number>/linkset.json", editions.edition_linkset, name="edition-linkset"
    ),
    path("data/editions/<slug:number>/<str:name>", editions.edition_file, name="edition-file"),
    # /changes/
    path("changes/", changes.changes, name="changes"),
    path("changes.json", changes.changes_json, name="changes-json"),
    path("changes.csv", as_csv(changes.changes_json, "changes"), name="changes-csv"),
    # feeds of changes, and calendars
    *(
        path(route.format(form=ending), view, {"form": form}, name=f"{of}-{form}")
        for form, ending in (
            ("atom", "changes.atom"),
            ("feed", "changes.json"),
            ("calendar", "calendar.ics"),
        )
        for of, route, view in (
            ("changes", "feeds/{form}", feeds.changes_feed),
            ("state", "states/<slug:state_code>/{form}", feeds.state_feed),
            ("place", "places/<slug:state_code>/<slug:slug>/{form}", feeds.place_feed),
            ("measure", "measures/<slug:slug>/{form}", feeds.measure_feed),
            ("list", "list/{form}", my_list.my_list_feed),
        )
    ),
    # /list/
    path("list/", my_list.my_list, name="list"),
    path("list.json", my_list.my_list_json, name="list-json"),
    path("list.csv", my_list.my_list_csv, name="list-csv"),
    # /cases/
    path("cases/", cases.cases, name="cases"),
    path("cases.json", cases.cases_json, name="cases-json"),
    path("cases.csv", as_csv(cases.cases_json, "cases"), name="cases-csv"),
    path("cases/<slug:slug>/", cases.case, name="case"),
    path("cases/<slug:slug>.json", cases.case_json, name="case-json"),
    path(
        "cases/<slug:slug>.csv", as_csv(cases.case_json, "effects", "milestones"), name="case-csv"
    ),
    # /coverage/
    path("coverage/", coverage.coverage, name="coverage"),
    path("coverage.json", coverage.coverage_json, name="coverage-json"),
    path(
        "coverage.csv",
        as_csv(coverage.coverage_json, "searches", "states", "sessions"),
        name="coverage-csv",
    ),
    # /preemption/
    path("preemption/", preemption.preemption, name="preemption"),
    path("preemption.json", preemption.preemption_json, name="preemption-json"),
    path("preemption.csv", as_csv(preemption.preemption_json, "rows"), name="preemption-csv"),
    # /corrections/
    path("corrections/new/", corrections.correction_new, name="correction-new"),
    path("corrections/<slug:reference>/", corrections.correction, name="correction"),
    path("corrections/<slug:reference>.json", corrections.correction_json, name="correction-json"),
    # /follow/
    path("follow/", follow.follow, name="follow"),
    path("follow/sent/", follow.follow_sent, name="follow-sent"),
    path("follow/confirm/<str:token>/", follow.follow_confirm, name="follow-confirm"),
    path("follow/end/<str:token>/", follow.follow_end, name="follow-end"),
    path("follow/yours/<str:token>/", follow.follow_yours, name="follow-yours"),
    # /embed/
    path("oembed", oembed_views.oembed, name="oembed"),
    path("embed/", embed_builder.builder, name="embed"),
    path("embed/map/", embeds.map_embed, name="embed-map"),
    path("embed/ranking/", embeds.ranking_embed, name="embed-ranking"),
    path("embed/timeline/", embeds.timeline_embed, name="embed-timeline"),
    path("embed/states/<slug:state_code>/", embeds.state_embed, name="embed-state"),
    path("embed/measures/<slug:slug>/", embeds.measure_embed, name="embed-measure"),
    # /api/
    path("api/v1/", include("dashboard.api.urls")),
    path("api/", api_docs.guide, name="api"),
    path("api/docs/<slug:operation>/", api_docs.operation, name="api-docs"),
    # /mcp
    path("mcp", assistants.mcp, name="mcp"),
    # /n/
    path("n/<slug:figure>/<slug:day>/", figures.number, name="number"),
    path("n/<slug:figure>/<slug:day>.json", figures.number_json, name="number-json"),
    # /check/
    path("check/", check.check, name="check"),
    # the rest
    path("search/", search.search, name="search"),
    path("search.json", search.search_json, name="search-json"),
    path("method/", method.method, name="method"),
    path("method/vectors.json", method.vectors, name="vectors"),
    path("robots.txt", crawlers.robots, name="robots"),
    path(".well-known/security.txt", crawlers.security, name="security"),
    path("favicon.ico", crawlers.favicon, name="favicon"),
    path("sitemap.xml", sitemaps.index, crawlers.INDEX, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.sitemap, crawlers.SECTIONS, name="sitemap-section"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("admin/preview/", include(PREVIEW)),
    path("admin/", admin.site.urls),
]

handler400 = "dashboard.web.errors.bad_request"
handler403 = "dashboard.web.errors.forbidden"
handler404 = "dashboard.pages.not_found.views.not_found"
handler500 = "dashboard.web.errors.server_error"
