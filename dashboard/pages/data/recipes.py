"""How to read the files with programs that others wrote, as the page shows it.

tests/dashboard/data/test_recipes.py runs each, word for word, on files of its own.
"""

from dataclasses import dataclass

from laws.open_data.tables import TABLE


@dataclass(frozen=True, slots=True)
class Recipe:
    """A few lines to copy. A test of this site runs them as they stand."""

    slug: str
    title: str
    code: str
    says: str


def recipes(files: str) -> list[Recipe]:
    """The recipes; `files` is the address under which the files lie, with a slash at its end."""
    return [
        Recipe(one.slug, one.title, one.code.replace("FILES/", files), one.says) for one in RECIPES
    ]


def sheet_column(table: str, column: str) -> str:
    """The letter of a column in the sheet of a table: A is the first."""
    place = [one.name for one in TABLE[table].columns].index(column)
    before, last = divmod(place, 26)
    return (chr(64 + before) if before else "") + chr(65 + last)


EFFECT, STATE = sheet_column("measures", "effect"), sheet_column("measures", "state")
RECIPES = (
    Recipe(
        "spreadsheet", "A spreadsheet",
        f'=COUNTIFS(measures!{EFFECT}:{EFFECT},"ban",measures!{STATE}:{STATE},"CA")',
        "Open facelaw.xlsx and put this into an empty cell: how many bans of California and of "
        "its cities and counties the record has, in effect or not. Every sheet has filters in its "
        "first row. Dates are text, since some are known only to the month.",
    ),
    Recipe(
        "pandas", "Python with pandas",
        """import pandas

measures = pandas.read_parquet("FILES/measures.parquet")
terms = pandas.read_parquet("FILES/terms.parquet")
day = "2023-07-20"
now = terms[(terms.starts_on <= day) & (terms.ends_on.isna() | (terms.ends_on > day))]
on_government = measures.regulates.map(lambda whom: bool({"police", "government"} & set(whom)))
bans = measures[
    measures.effect.isin(["ban", "moratorium"]) & (measures.reach == "general") & on_government
    & ~measures.level.isin(["country", "state", "district", "territory"])
    & measures.slug.isin(now.measure)
]
governments = bans.groupby("state").division_id.nunique().sort_values(ascending=False)
print(governments)
""",
        "Local governments with a ban or moratorium on police or government use in effect on July "
        "20, 2023, by state, as /rankings/ counts them (R7, broad). Where effect_basis is not_read "
        "or disputed, or a basis in terms is disputed, one is in doubt: say both numbers then.",
    ),
    Recipe(
        "csv", "Python with pandas, from CSV",
        """import json

import pandas

measures = pandas.read_csv("FILES/measures.csv", dtype=str)
text = measures.columns.difference(["regulates", "use_modes"])
measures[text] = measures[text].apply(lambda column: column.str.removeprefix("'"))
measures["regulates"] = measures["regulates"].map(json.loads)
print(measures.explode("regulates").groupby("regulates").size())
""",
        "Measures by whom they regulate, in effect or not, from CSV: lists are JSON, and an "
        "apostrophe at the start of a text is taken away (see “Cells of CSV files” below).",
    ),
    Recipe(
        "duckdb", "DuckDB",
        """SELECT m.state, count(DISTINCT m.division_id) AS governments
FROM 'FILES/measures.parquet' m
JOIN 'FILES/terms.parquet' t ON t.measure = m.slug
WHERE m.effect IN ('ban', 'moratorium') AND m.reach = 'general'
  AND list_has_any(m.regulates, ['police', 'government'])
  AND m.level NOT IN ('country', 'state', 'district', 'territory')
  AND t.starts_on <= '2023-07-20' AND (t.ends_on IS NULL OR t.ends_on > '2023-07-20')
GROUP BY m.state ORDER BY governments DESC, m.state;
""",
        "The same count in SQL, straight from the address of the files.",
    ),
    Recipe(
        "sqlite", "SQLite",
        """SELECT m.name, m.government, t.starts_on
FROM measures m JOIN terms t ON t.measure = m.slug
WHERE EXISTS (SELECT 1 FROM json_each(m.regulates) WHERE value = 'schools')
  AND t.starts_on <= date('now') AND (t.ends_on IS NULL OR t.ends_on > date('now'))
ORDER BY t.starts_on;
""",
        "Download facelaw.sqlite, open it with sqlite3 facelaw.sqlite, and ask: which laws on "
        "schools are in effect today?",
    ),
    Recipe(
        "datasette", "Datasette",
        """curl -O FILES/facelaw.sqlite -O FILES/facelaw.metadata.json
pip install datasette
datasette facelaw.sqlite --metadata facelaw.metadata.json
""",
        "The record as a site of your own, with its descriptions. It also answers questions in "
        "SQL, as the one above.",
    ),
    Recipe(
        "r", "R",
        """measures <- read.csv("FILES/measures.csv", encoding = "UTF-8",
                     na.strings = "", colClasses = "character")
names(measures)[1] <- "slug"
measures[] <- lapply(measures, sub, pattern = "^'", replacement = "")
table(measures$effect, measures$level)
""",
        "Measures by what they do and by the level of government. The first name is set because "
        "some settings of R read the mark at the start of the file as a part of it. The package "
        "arrow reads the Parquet files too.",
    ),
)  # fmt: skip
