"""Expressions of a measure's row as SQL at hand: Django compiles them once, not each time."""

from collections.abc import Mapping
from typing import Any

from django.db import router
from django.db.models.expressions import RawSQL


def ready(expressions: Mapping[str, Any]) -> dict[str, RawSQL]:
    """The same expressions, for a query of measures that is no part of another: they name the
    measure by its table.
    """
    from laws.models import Measure

    query = Measure.objects.order_by().annotate(**expressions).query
    compiler = query.get_compiler(router.db_for_read(Measure))
    found = {}
    for name in expressions:
        expression = query.annotations[name]
        sql, params = compiler.compile(expression)
        found[name] = RawSQL(sql, params, expression.output_field)  # nosec B611
    return found
