"""The roles of staff: what each may do at the desk. Each role is a group of accounts."""

from typing import Any

from django.contrib.auth.models import User

from laws.editing.workflow import Person
from laws.vocabulary import ALONE, PUBLISH, REVIEW, WRITE

SECTIONS = ("bill", "ordinance", "order")
ROWS = ("action", "provision", "quotation", "sponsorship", "source", "relation")
AROUND = ("jurisdiction", "chamber", "legislativesession", "milestone", "preemption", "question",
          "search", "courtcase", "caseeffect", "seenpage", "subjectword", "inboxentry",
          "importrun")  # fmt: skip

LOOK = {f"laws.view_{noun}" for noun in (*SECTIONS, *ROWS, *AROUND, "proposal")}
ENTER = {f"laws.{verb}_{noun}" for verb in ("add", "change", "delete") for noun in SECTIONS + ROWS}

# Whoever may write drafts may accept new bills from the inbox into drafts, and ask for a session
# that is missing.
CONTRIBUTOR = LOOK | ENTER | {"laws.change_inboxentry", "laws.add_legislativesession"}
# What the desk does with a session, place, milestone or question is a proposal wherever it would be
# public. The address of an archived page changes nothing that is; an answer to a reader does.
EDITOR = CONTRIBUTOR | {
    "laws.review_measure", "laws.change_legislativesession",
    "laws.add_jurisdiction", "laws.change_jurisdiction", "laws.add_chamber", "laws.change_chamber",
    "laws.add_milestone", "laws.change_milestone", "laws.delete_milestone",
    "laws.add_preemption", "laws.change_preemption", "laws.delete_preemption",
    "laws.add_search", "laws.change_search", "laws.delete_search",
    "laws.add_courtcase", "laws.change_courtcase", "laws.delete_courtcase",
    "laws.add_caseeffect", "laws.change_caseeffect", "laws.delete_caseeffect",
    "laws.change_seenpage", "laws.view_correction", "laws.add_importrun",
}  # fmt: skip
PUBLISHER = EDITOR | {
    "laws.publish_measure", "laws.change_proposal", "laws.change_correction",
    "laws.delete_legislativesession", "laws.view_subscription",
}  # fmt: skip
ADMINISTRATOR = LOOK | {
    "laws.add_question", "laws.change_question", "laws.delete_question",
    "laws.add_subjectword", "laws.change_subjectword", "laws.delete_subjectword",
    "auth.add_user", "auth.change_user", "auth.delete_user", "auth.view_user", "auth.view_group",
    "laws.view_subscription",
}  # fmt: skip

ROLES = {
    "contributor": CONTRIBUTOR,
    "editor": EDITOR,
    "publisher": PUBLISHER,
    "administrator": ADMINISTRATOR,
}


MEANINGS = {
    "contributor": "enters drafts and hands them over for review.",
    "editor": "edits every draft, sends it to review, checks sources, proposes changes.",
    "publisher": "publishes what someone else edited, accepts proposals, withdraws.",
    "administrator": "keeps accounts, the codebook and the subject words; publishes nothing.",
}
"""What each role is for, as whoever gives it reads it. Each of the first three does what the one
before it may.
"""


def person(user: User) -> Person:
    """An account as the workflow sees it."""
    powers = {
        WRITE: "laws.add_bill",
        REVIEW: "laws.review_measure",
        PUBLISH: "laws.publish_measure",
    }
    held = {power for power, right in powers.items() if user.has_perm(right)}
    return Person(user.pk, frozenset(held | ({ALONE} if user.is_superuser else set())))


def make_groups(using: str = "default", **kwargs: Any) -> None:
    """Give every role its group, with just the rights of the table. Runs after each migration."""
    from django.contrib.auth.models import Group, Permission

    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.using(using).select_related("content_type")
    }
    for role, rights in ROLES.items():
        group, _ = Group.objects.using(using).get_or_create(name=role)
        group.permissions.set([known[right] for right in rights if right in known])
