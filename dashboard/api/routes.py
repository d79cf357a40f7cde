"""Each operation of the API at its address."""

from typing import Any

from django.urls import path

from dashboard.api.operation import Operation
from dashboard.api.operations import OPERATIONS
from dashboard.api.views import OperationView


def _path(operation: Operation) -> Any:
    view = OperationView.as_view(operation=operation)
    view.reads_primary = operation.reads_primary
    return path(operation.path, view, name=operation.address)


ROUTES = [_path(operation) for operation in OPERATIONS]
