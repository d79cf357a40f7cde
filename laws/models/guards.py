"""What the database refuses of a measure whoever asks: moves that the workflow does not have, and
deleting what was once public. A shell and plain SQL go this way as well.
"""

from itertools import permutations

import pgtrigger

from laws.vocabulary import MOVES, EditorialStatus

REFUSED = ", ".join(
    f"('{old.value}', '{new.value}')"
    for old, new in permutations(EditorialStatus, 2)
    if (old, new) not in MOVES
)

ON_ITS_WAY = pgtrigger.Trigger(
    name="measure_on_its_way",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    condition=pgtrigger.Q(old__status__df=pgtrigger.F("new__status")),
    func=f"""
        IF (OLD.status, NEW.status) IN ({REFUSED}) THEN
            RAISE EXCEPTION 'There is no way from % to %.', OLD.status, NEW.status
                USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME,
                      CONSTRAINT = 'measure_on_its_way';
        END IF;
        RETURN NEW;
    """,
)
"""A status changes only as MOVES allows."""

# The revisions know what was public even after its reason was wiped; what was published before
# there were revisions is known by its own columns.
NEVER_DELETED = pgtrigger.Trigger(
    name="measure_never_deleted",
    when=pgtrigger.Before,
    operation=pgtrigger.Delete,
    func=f"""
        IF OLD.status IN ('{EditorialStatus.PUBLISHED.value}', '{EditorialStatus.WITHDRAWN.value}')
            OR OLD.withdrawn_reason <> ''
            OR EXISTS (
                SELECT FROM laws_measurerevision kept
                WHERE kept.pgh_obj_id = OLD.id AND kept.status = '{EditorialStatus.PUBLISHED.value}'
            )
        THEN
            RAISE EXCEPTION 'Nothing published is ever deleted: withdraw it instead.'
                USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME,
                      CONSTRAINT = 'measure_never_deleted';
        END IF;
        RETURN OLD;
    """,
)
"""What the public has seen stays, withdrawn if need be."""
