"""The code that shows an embed on another page."""

from datetime import date

from django import template
from django.template import Context

from dashboard.web.embedding import Embed
from dashboard.web.params import site_of

register = template.Library()


@register.simple_tag(takes_context=True)
def embed_code(context: Context, embed: Embed, on: date | None = None) -> str:
    """The frame for a page's embed: of every day, or of one as it is known today."""
    if on:
        embed = embed.on(on, str(context["cited"]["edition"] or ""))
    return embed.code(site_of(context["request"]))
