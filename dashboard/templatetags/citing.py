"""How the page at hand is cited, in the styles that readers use."""

from html import unescape

from django import template
from django.template import Context

from dashboard.words.citations import Cited, citations

register = template.Library()


@register.simple_tag(takes_context=True)
def page_citations(context: Context) -> list[tuple[str, str]]:
    """The name of each style and the citation in it; none of a page that has no frame."""
    found = context.get("cited")
    return citations(Cited(unescape(str(context["page_title"])), **found)) if found else []
