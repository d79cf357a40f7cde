"""The operations of the API as views: JSON in one form, errors by name, no cookies, no accounts."""

from django.http import Http404, HttpResponse
from rest_framework.exceptions import Throttled
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from dashboard.api.limits import MOST, WINDOW, ByAddress
from dashboard.api.operation import Asked, Gone, Operation
from dashboard.api.parameters import Misunderstood
from dashboard.web.params import site_of, today
from dashboard.web.problems import problem


class ApiView(APIView):
    """What all addresses of the API have in common."""

    authentication_classes = ()
    permission_classes = ()
    parser_classes = ()
    renderer_classes = (JSONRenderer,)
    throttle_classes = (ByAddress,)

    def handle_exception(self, exception: Exception) -> HttpResponse:
        """The answer to what goes wrong; what nobody foresaw goes on to AnswerWithAPage."""
        request = self.request._request
        if isinstance(exception, Misunderstood):
            error = {
                "parameter": exception.name,
                "value": exception.value,
                "allowed": exception.allowed,
            }
            return problem(request, exception.status, str(exception), errors=[error])
        if isinstance(exception, Http404):
            said = str(exception) or "Nothing is known under this name."
            return problem(request, 404, said, asked=dict(self.kwargs))
        if isinstance(exception, Gone):
            return problem(request, 410, str(exception), **exception.known)
        if isinstance(exception, Throttled):
            said = (
                f"One address may ask for {MOST} answers in {WINDOW} seconds that have to be made; "
                "what was asked for a moment ago is not counted."
            )
            response = problem(request, 429, said, limit=MOST, seconds=WINDOW)
            response["Retry-After"] = str(int(exception.wait or WINDOW))
            return response
        raise exception


class OperationView(ApiView):
    """One operation."""

    operation: Operation = None

    def get(self, request: Request, **named: str) -> Response:
        django_request = request._request
        asked = Asked(
            self.operation,
            django_request.GET,
            today(),
            site_of(django_request),
            django_request.path,
            named,
        )
        return Response(self.operation.answer(asked))
