"""How many rows the database sends for an answer."""

from django.db import connection


def rows_read(client, address):
    """The rows that a page reads when it is asked for a second time at one state of the record."""
    rows = []

    def counting(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        rows.append(max(context["cursor"].rowcount, 0))
        return result

    assert client.get(address).status_code == 200
    with connection.execute_wrapper(counting):
        assert client.get(address).status_code == 200
    return sum(rows)
