"""The guide for staff: its words are the page itself, its pictures are taken by a test."""

from laws.admin.base.site import desk_page


def page(request):
    """The guide."""
    return desk_page(request, "admin/help.html", {"title": "How the desk works"})
