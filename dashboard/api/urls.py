"""The addresses under /api/v1/."""

from django.urls import path

from dashboard.api.routes import ROUTES
from dashboard.api.schema_views import DescriptionView

urlpatterns = [
    *ROUTES,
    path("openapi.json", DescriptionView.as_view(), name="api-description"),
]
