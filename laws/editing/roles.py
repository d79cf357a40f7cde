"""The roles of staff: what each may do at the desk. The groups of accounts follow this table."""

from laws.editing.workflow import ALONE, PUBLISH, REVIEW, Person

SECTIONS = ("bill", "ordinance", "order")
ROWS = ("action", "provision", "source", "relation")
AROUND = ("jurisdiction", "chamber", "legislativesession", "milestone", "question", "seenpage",
          "subjectword", "inboxentry", "importrun")  # fmt: skip

LOOK = {f"laws.view_{noun}" for noun in (*SECTIONS, *ROWS, *AROUND)}
WRITE = {f"laws.{verb}_{noun}" for verb in ("add", "change", "delete") for noun in SECTIONS + ROWS}

# What comes in is taken into drafts by whoever may write them.
CONTRIBUTOR = LOOK | WRITE | {"laws.change_inboxentry"}
# A new session changes nothing that is public; its dates, once it has bills, do. Neither does where
# a copy of a cited page is kept; an answer to a reader is public at once.
EDITOR = CONTRIBUTOR | {
    "laws.review_measure", "laws.view_proposal", "laws.add_legislativesession",
    "laws.change_seenpage", "laws.view_correction", "laws.add_importrun",
}  # fmt: skip
PUBLISHER = EDITOR | {
    "laws.publish_measure", "laws.change_proposal", "laws.change_legislativesession",
    "laws.change_correction",
    "laws.delete_legislativesession", "laws.add_jurisdiction", "laws.change_jurisdiction",
    "laws.add_chamber", "laws.change_chamber", "laws.add_milestone", "laws.change_milestone",
    "laws.delete_milestone",
}  # fmt: skip
ADMINISTRATOR = LOOK | {
    "laws.add_question", "laws.change_question", "laws.delete_question", "laws.view_proposal",
    "laws.add_subjectword", "laws.change_subjectword", "laws.delete_subjectword",
    "auth.add_user", "auth.change_user", "auth.delete_user", "auth.view_user", "auth.view_group",
}  # fmt: skip

ROLES = {
    "contributor": CONTRIBUTOR,
    "editor": EDITOR,
    "publisher": PUBLISHER,
    "administrator": ADMINISTRATOR,
}


def person(user) -> Person:
    """An account as the workflow sees it."""
    powers = {REVIEW: "laws.review_measure", PUBLISH: "laws.publish_measure"}
    held = {power for power, right in powers.items() if user.has_perm(right)}
    return Person(user.pk, frozenset(held | ({ALONE} if user.is_superuser else set())))


def make_groups(using="default", **kwargs):
    """Give every role its group, with just the rights of the table. Runs after each migration."""
    from django.contrib.auth.models import Group, Permission

    known = {
        f"{one.content_type.app_label}.{one.codename}": one
        for one in Permission.objects.using(using).select_related("content_type")
    }
    for role, rights in ROLES.items():
        group, _ = Group.objects.using(using).get_or_create(name=role)
        group.permissions.set([known[right] for right in rights if right in known])
