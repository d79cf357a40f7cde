"""The guide for staff: its text is the template, its pictures are taken by a browser test."""

from laws.admin.base.site import desk_page

YES, NO = "yes", "–"
RIGHTS = [
    ("see any measure", (YES, YES, YES, YES)),
    ("enter a draft", (YES, YES, YES, NO)),
    ("edit one’s own draft", (YES, YES, YES, NO)),
    ("edit someone else’s draft", (NO, YES, YES, NO)),
    ("submit a draft for review", (NO, YES, YES, NO)),
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


def page(request):
    """The guide."""
    return desk_page(request, "admin/help.html", {"title": "How the desk works", "rights": RIGHTS})
