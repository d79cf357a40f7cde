"""Files for spreadsheets: CSV in UTF-8 whose cells a spreadsheet takes as text."""

import csv

from django.http import HttpResponse

# A cell that starts with one of these is run as a formula by the common spreadsheets.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe_cell(value):
    """The value as a cell; text that would be run as a formula gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return "'" + value
    return value


def answer_csv(filename, columns, rows):
    """A CSV file to be saved under the name given: a row of column names, then the rows."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response["Access-Control-Allow-Origin"] = "*"
    writer = csv.writer(response)
    writer.writerow(columns)
    writer.writerows([safe_cell(value) for value in row] for row in rows)
    return response
