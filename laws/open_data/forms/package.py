"""What describes the tables to programs: a Data Package, and metadata for Datasette."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from laws.open_data.about import (
    DESCRIPTION,
    LICENSE,
    LICENSE_TITLE,
    LICENSE_URL,
    NAME,
    TITLE,
    About,
)
from laws.open_data.cells import HOW_TO_READ
from laws.open_data.links import MAY_LACK, links_of
from laws.open_data.table import Column, Row, Table
from laws.open_data.tables import TABLE

VERSION_2 = "https://datapackage.org/profiles/2.0/"
DATE = r"\d{4}(-\d{2}(-\d{2})?)?"
TYPES = {"date": "string", "list": "array"}


def data_package(about: About, tables: Iterable[Table], files: Mapping[str, Any]) -> Row:
    """The descriptor of the CSV files: readers of version 1 and of version 2 understand it."""
    facts = about.facts
    terms = {"name": LICENSE, "path": LICENSE_URL, "title": LICENSE_TITLE}
    return {
        "$schema": f"{VERSION_2}datapackage.json",
        "profile": "tabular-data-package",
        "name": NAME,
        "title": TITLE,
        "description": f"{DESCRIPTION} {HOW_TO_READ}",
        "homepage": facts["homepage"],
        "version": about.version,
        "created": about.changed_at,
        "licenses": [terms],
        "contributors": [{"title": "Facelaw", "role": "publisher", "roles": ["publisher"]}],
        "keywords": ["face recognition", "law", "United States", "surveillance"],
        "resources": [_resource(table, files[f"{table.name}.csv"]) for table in tables],
    }


def _resource(table: Table, file: Any) -> Row:
    schema: Row = {
        "$schema": f"{VERSION_2}tableschema.json",
        "fields": [_field(one, table) for one in table.columns],
        "missingValues": [""],
    }
    if table.name in MAY_LACK:
        schema["uniqueKeys"] = [list(table.key)]
    else:
        schema["primaryKey"] = list(table.key)
    links = links_of(table).items()
    if links:
        schema["foreignKeys"] = [_link(name, other, table) for name, other in links]
    return {
        "$schema": f"{VERSION_2}dataresource.json",
        "profile": "tabular-data-resource",
        "type": "table",
        "name": table.name,
        "title": table.title,
        "description": table.description,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "schema": schema,
    }


def _field(column: Column, table: Table) -> Row:
    field: Row = {
        "name": column.name,
        "type": TYPES.get(column.type, column.type),
        "description": column.description,
    }
    limits: Row = {}
    if column.name in table.key and column.name not in MAY_LACK.get(table.name, ()):
        limits["required"] = True
    if column.type == "date":
        limits["pattern"] = DATE
    if column.words:
        # Version 1 has no words for the entries of a list.
        if column.type == "string":
            limits["enum"] = column.words.values
        field["words"] = {one.value: one.meaning for one in column.words}
    return field | ({"constraints": limits} if limits else {})


def _link(name: str, other: str, table: Table) -> Row:
    (key,) = TABLE[other].key
    resource = "" if other == table.name else other
    return {"fields": [name], "reference": {"resource": resource, "fields": [key]}}


def datasette_metadata(about: About, tables: Iterable[Table]) -> Row:
    """What Datasette shows beside the tables of the SQLite file."""
    facts = about.facts
    said = {
        table.name: {
            "title": table.title,
            "description": table.description,
            "columns": {one.name: one.description for one in table.columns},
            **({"label_column": "name"} if any(c.name == "name" for c in table.columns) else {}),
        }
        for table in tables
    }
    return {
        "title": TITLE,
        "description": DESCRIPTION,
        "license": LICENSE_TITLE,
        "license_url": LICENSE_URL,
        "source": "Facelaw",
        "source_url": facts["homepage"],
        "databases": {NAME: {"tables": said}},
    }


def write_json(path: Path, content: Row) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
