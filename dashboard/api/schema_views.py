"""The description of the API as a file for programs."""

from django.http import HttpResponse
from rest_framework.request import Request

from dashboard.api.parameters import Misunderstood
from dashboard.api.views import ApiView


class DescriptionView(ApiView):
    """The description of the API (OpenAPI 3.1), for programs."""

    def get(self, request: Request) -> HttpResponse:
        from dashboard.api.schema import file

        if request._request.GET:
            name = next(iter(request._request.GET))
            raise Misunderstood(name, request._request.GET[name], "no parameter is allowed here")
        return HttpResponse(file(), content_type="application/json")
