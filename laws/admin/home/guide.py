"""The guide for staff: its text is the template, its pictures are taken by a browser test."""

from laws.admin.base.site import desk_page
from laws.vocabulary import Basis, CountyReach, Effect, EffectBasis, Reach

YES, NO = "yes", "–"
RIGHTS = [
    ("see any measure", (YES, YES, YES, YES)),
    ("enter a draft", (YES, YES, YES, NO)),
    ("edit one’s own draft", (YES, YES, YES, NO)),
    ("edit someone else’s draft", (NO, YES, YES, NO)),
    ("send one’s own draft for review", (YES, YES, YES, NO)),
    ("pass a reviewed draft on to the publishers", (NO, YES, YES, NO)),
    ("send someone else’s draft back with a comment", (NO, YES, YES, NO)),
    ("comment on a measure, for staff only", (YES, YES, YES, YES)),
    ("publish what someone else edited", (NO, NO, YES, NO)),
    ("publish one’s own edit", (NO, NO, NO, NO)),
    ("propose a change to a published measure", (NO, YES, YES, NO)),
    ("accept someone else’s proposal", (NO, NO, YES, NO)),
    ("withdraw a published measure", (NO, NO, YES, NO)),
    ("upload a file to the inbox", (NO, YES, YES, NO)),
    ("confirm that a measure matches its sources", (NO, YES, YES, NO)),
    ("answer readers’ reports", (NO, NO, YES, NO)),
    ("propose a change to a place", (NO, YES, YES, NO)),
    ("propose a change to the codebook", (NO, NO, NO, YES)),
    ("add an account", (NO, NO, NO, YES)),
]
"""What contributors, editors, publishers and administrators may do; docs/roles.md has all of it."""

GLOSSARY = [
    ("Effect", "What a measure does when it is in effect.", Effect),
    ("Reach", "How far it goes.", Reach),
    ("County reach", "Whom a county’s measure covers.", CountyReach),
    ("Effect basis", "What our reading of the effect rests on. Marked as in doubt unless the text "
     "was read.", EffectBasis),
    ("Basis", "What a date or a fact rests on. Marked wherever it matters, unless recorded.",
     Basis),
]  # fmt: skip
"""The words of a form that are chosen by their meaning: box, what it tells, choices."""


def page(request):
    """The guide."""
    context = {"title": "How the desk works", "rights": RIGHTS, "glossary": GLOSSARY}
    return desk_page(request, "admin/help.html", context)
