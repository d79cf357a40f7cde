"""CSV files of the record, streamed row by row and safe to open in a spreadsheet."""

import csv
import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import StreamingHttpResponse

# A cell that begins like this is a formula to a spreadsheet.
FORMULA = re.compile(r"^[=+\-@\t\r\n]")


class Echo:
    """What the writer of the csv module takes for a file: it hands back every line."""

    def write(self, line: str) -> str:
        return line


def guarded(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: text that looks like one gets a quote."""
    if isinstance(value, str) and FORMULA.match(value):
        return "'" + value
    return "" if value is None else value


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
