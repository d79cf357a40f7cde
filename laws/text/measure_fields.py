"""The columns of a measure that say something about it, and where each of them goes.

One row a column. Whatever copies, compares, loads or lists a measure reads this table, so that a
new column is added here, to the model and to the forms. tests/laws/text/test_measure_fields.py
holds it against the model, the forms and what is read with every law in effect.
"""

from typing import NamedTuple

from laws.vocabulary import (
    Confidence,
    CountyReach,
    Effect,
    EffectBasis,
    MeasureKind,
    Reach,
    Regulates,
    UseMode,
    Words,
)


class MeasureField(NamedTuple):
    """One column: `name` as the database has it, `unknown` as it stands until someone knows more.

    A column of text has at most `longest` characters; another takes one of `words`, or a list of
    them if `several`. `shipped` columns stand in measures.csv, under the name `file`, where a
    `required` one is never empty. An import may propose what is `imported`. What is `shown` is
    read with every law in effect on a date. No two measures agree in all columns of `identity`.
    What was `added` later leaves the digest of a shipped row as it was, while it is not known.
    What is not `edited` changes by an act of its own: by no form, proposal, import or old value.
    """

    name: str
    unknown: object = ""
    words: type[Words] | None = None
    several: bool = False
    longest: int = 0
    required: bool = False
    imported: bool = True
    shipped: bool = True
    shown: bool = False
    identity: bool = False
    added: bool = False
    edited: bool = True

    @property
    def file(self) -> str:
        """The column of measures.csv that holds it, where a row of another table has no number."""
        return {"jurisdiction_id": "division_id", "session_id": "session"}.get(self.name, self.name)


# In the order of measures.csv, which the digests of shipped rows rest on.
FIELDS = (
    MeasureField("slug", longest=80, required=True, imported=False, shown=True, identity=True),
    MeasureField("jurisdiction_id", None, required=True, imported=False, identity=True),
    MeasureField("kind", str(MeasureKind.BILL), MeasureKind, shown=True, identity=True),
    MeasureField("session_id", None, identity=True),
    MeasureField("identifier", longest=60, shown=True, identity=True),
    MeasureField("law_citation", longest=200, shown=True),
    MeasureField("code_citation", longest=200, shown=True),
    MeasureField("title", longest=400, required=True, shown=True),
    MeasureField("effect", str(Effect.OTHER), Effect, shown=True),
    MeasureField("reach", str(Reach.GENERAL), Reach, shown=True),
    MeasureField("regulates", [str(Regulates.OTHER)], Regulates, True, required=True, shown=True),
    MeasureField("use_modes", [], UseMode, True, shown=True),
    MeasureField("summary", longest=1000, shown=True),
    MeasureField("confidence", str(Confidence.MEDIUM), Confidence),
    MeasureField("verified_on", None, imported=False, edited=False),
    MeasureField("verified_by_id", None, imported=False, shipped=False, edited=False),
    MeasureField("notes", longest=3000),
    MeasureField("effect_basis", words=EffectBasis, shown=True, added=True),
    MeasureField("effect_note", longest=300, shown=True, added=True),
    MeasureField("county_reach", words=CountyReach, shown=True, added=True),
    MeasureField("popular_name", longest=80, shown=True, added=True),
)
BY_NAME = {field.name: field for field in FIELDS}
COLUMNS = tuple(BY_NAME)
EDITED = tuple(field.name for field in FIELDS if field.edited)
IMPORTED = tuple(field.name for field in FIELDS if field.imported)
SHIPPED = tuple(field.name for field in FIELDS if field.shipped)
SHOWN = tuple(field.name for field in FIELDS if field.shown)
IDENTITY = tuple(field.name for field in FIELDS if field.identity)
