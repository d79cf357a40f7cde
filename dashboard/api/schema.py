"""The description of the API (OpenAPI 3.1), made by drf-spectacular from its operations."""

from functools import cache
from typing import Any

from django.urls import include, path
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from rest_framework.renderers import JSONRenderer

from dashboard.api.described import PROBLEM, Schema, answers, parameters
from dashboard.api.operation import Operation
from dashboard.api.routes import ROUTES
from dashboard.web.problems import API


class ApiSchema(AutoSchema):
    """The description of one operation."""

    def is_excluded(self) -> bool:
        return not hasattr(self.view, "operation")

    @property
    def operation(self) -> Operation:
        return self.view.operation

    def get_operation_id(self) -> str:
        return self.operation.name.replace("-", "_")

    def get_summary(self) -> str:
        return self.operation.title

    def get_description(self) -> str:
        return self.operation.about

    def get_tags(self) -> list[str]:
        return [self.operation.path.split("/")[0] or "index"]

    def get_auth(self) -> list[Any]:
        return []

    def _get_parameters(self) -> list[Schema]:
        return parameters(self.operation)

    def _get_response_bodies(self, direction: str = "response") -> Schema:
        return answers(self.operation)


def description() -> Schema:
    """The whole description."""
    patterns = [path(API.removeprefix("/"), include(ROUTES))]
    return SchemaGenerator(patterns=patterns).get_schema(request=None, public=True)


@cache
def file() -> bytes:
    """The whole description as it is sent; it follows from the code alone, so it is made once."""
    return JSONRenderer().render(description())


def with_problem(result: Schema, **_: Any) -> Schema:
    """With the form of what goes wrong, to which all operations refer."""
    result["components"] = {"schemas": {"Problem": PROBLEM}}
    return result
