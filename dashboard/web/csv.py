"""CSV files of the record, streamed row by row and safe to open in a spreadsheet."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.text import slugify

from laws.open_data import cells


class Echo:
    """What the writer of the csv module takes for a file: it hands back every line."""

    def write(self, line: str) -> str:
        return line


def guarded(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: text that looks like one gets a quote."""
    if isinstance(value, str):
        return cells.guarded(value)
    return "" if value is None else value


def as_csv(view: Callable[..., Any], *parts: str) -> Callable[..., HttpResponseBase]:
    """The view that gives lists of a JSON answer as one file, a line for each of their rows.

    Of several lists each line says in `part` from which it comes.
    """

    def as_file(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
        answer: HttpResponse = view(request, **arguments)
        if answer.status_code != 200:
            if "Location" in answer:
                answer["Location"] = answer["Location"].replace(".json", ".csv", 1)
            return answer
        content = json.loads(answer.content)
        rows = [
            {"on": content["on"]} | ({"part": part} if len(parts) > 1 else {}) | dict(_cells(row))
            for part in parts
            for row in content[part]
        ]
        columns = list(dict.fromkeys(name for row in rows for name in row)) or ["on"]
        name = "-".join(["facelaw", slugify(request.path.removesuffix(".csv")), content["on"]])
        return csv_response(f"{name}.csv", columns, ([row.get(c) for c in columns] for row in rows))

    return as_file


def _cells(row: Mapping[str, Any], under: str = "") -> Iterator[tuple[str, Any]]:
    """The columns of a row: what is nested is spread out, what is a list is joined."""
    for name, value in row.items():
        if isinstance(value, Mapping):
            yield from _cells(value, f"{under}{name}_")
        else:
            yield under + name, _cell(value)


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_cell(one)}" for name, one in value.items())
    return ";".join(str(_cell(one)) for one in value) if isinstance(value, list) else value


def csv_response(
    filename: str, columns: Iterable[str], rows: Iterable[Iterable[Any]]
) -> StreamingHttpResponse:
    """A UTF-8 file whose first line names its columns."""
    writer = csv.writer(Echo())

    def lines() -> Iterator[str]:
        # Without the mark, spreadsheets read UTF-8 as something else.
        yield "\ufeff" + writer.writerow(columns)
        for row in rows:
            yield writer.writerow([guarded(value) for value in row])

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response["Access-Control-Allow-Origin"] = "*"
    return response
