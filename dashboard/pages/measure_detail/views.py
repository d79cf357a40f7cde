"""/measures/<slug>/: one measure on a date, and its JSON twin."""

from dashboard.map.law_changes import changes_of, when
from dashboard.pages.measure_detail import charts as strictness_scores
from dashboard.pages.measure_detail.api import RULE, twin
from dashboard.pages.measure_detail.changes import LatestChanges
from dashboard.pages.measure_detail.data import Dossier, find_measure
from dashboard.pages.measure_detail.history import chronicle
from dashboard.pages.measure_detail.structured_data import legislation
from dashboard.pages.measure_detail.text import headline
from dashboard.pages.measure_detail.withdrawn import says_withdrawn
from dashboard.web.date_slider import Change
from dashboard.web.page_url import Address
from dashboard.web.params import answer_json, asked_date, on_parameter, page, query, today
from laws.editing.verification import is_old
from laws.vocabulary import Stage

OVER = (Stage.ENDED, Stage.VETOED, Stage.FAILED)
MANY_EVENTS = 8  # with more, the sources stand under the provisions rather than the events


@says_withdrawn
def measure(request, slug):
    """The page."""
    on = asked_date(request)
    dossier = Dossier(find_measure(slug), on)
    past, to_come = chronicle(dossier.actions, dossier.standing, dossier.chambers)
    subject, phrase, rest = headline(dossier.standing)
    address = request.build_absolute_uri(request.path)
    context = {
        "measure": dossier.measure,
        "standing": dossier.standing,
        "title": dossier.title,
        "dossier": dossier,
        "strictness": dossier.strictness,
        "scores": strictness_scores.chart_of(dossier),
        "score_classes": strictness_scores.legend(dossier),
        "headline": {"subject": subject, "phrase": phrase, "rest": rest},
        **_dates(dossier),
        "past": past,
        "to_come": to_come,
        "many_events": len(dossier.actions) > MANY_EVENTS,
        "is_old": _is_old(dossier),
        "changes": LatestChanges(dossier),
        "address": address + query(on=on_parameter(on)),
        "legislation": legislation(dossier.measure, dossier.standing, address),
    }
    return page(request, "dashboard/measure_detail/measure.html", context, on=on, nav="measures")


@says_withdrawn
def measure_json(request, slug):
    """The same for programs."""
    on = asked_date(request)
    dossier = Dossier(find_measure(slug), on)
    return answer_json(request, on, RULE, twin(dossier, request))


def _dates(dossier):
    """The slider, with the days on which its stage or its force changed."""
    standing, on = dossier.standing, dossier.on
    found = set(changes_of(standing.terms, lambda term: True))
    for span in standing.stages:
        what = "end" if span.stage in OVER else "start"
        found.add(Change(span.from_on, "local", what))
    pairs = (("on", on.isoformat()),) if on_parameter(on) else ()
    address = Address(dossier.measure.get_absolute_url(), pairs)
    return when(found, on, address) | {"own_steps": True}


def _is_old(dossier):
    """Whether it was last checked too long ago to be relied on."""
    session = dossier.measure.session
    runs = session is not None and (session.end_on is None or session.end_on >= today())
    moves = runs and dossier.standing.is_pending
    return is_old(dossier.measure.verified_on, today(), moves)
