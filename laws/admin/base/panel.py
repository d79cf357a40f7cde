"""How a form asks for what follows from it, without being saved."""

from django.http import HttpRequest

PREVIEW = "_reckon"
"""The name under which a form is sent for a preview, and is not to be saved."""
PANEL_ALONE = "answer"


def asks_for_panel(request: HttpRequest) -> bool:
    """Whether a form was sent for its panel alone: nothing is saved, and nothing else is shown."""
    return request.POST.get(PREVIEW) == PANEL_ALONE
