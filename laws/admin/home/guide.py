"""The guide for staff: its words are the page itself, its pictures are taken by a test."""

from django.template.response import TemplateResponse


def page(request):
    from django.contrib.admin import site

    context = {**site.each_context(request), "title": "How the desk works"}
    return TemplateResponse(request, "admin/help.html", context)
