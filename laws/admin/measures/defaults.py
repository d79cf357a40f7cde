"""The form of a new measure starts with the place of the last one that the same person entered."""

from laws.models import Action


class StartsFromLast:
    """A section of measures whose empty form starts from the last one entered."""

    def get_changeform_initial_data(self, request):
        initial, last = super().get_changeform_initial_data(request), self.last_entered(request)
        if last is None:
            return initial
        if "jurisdiction" in initial:
            return initial
        return {"jurisdiction": last.jurisdiction_id, "session": last.session_id} | initial

    def get_formset_kwargs(self, request, obj, inline, prefix):
        options = super().get_formset_kwargs(request, obj, inline, prefix)
        if inline.model is not Action or obj.pk or "data" in options:
            return options
        first = self._first_action(request)
        return options | {"initial": [first]} if first else options

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if add and request.method == "GET" and "jurisdiction" not in request.GET:
            context["like_last"] = self.last_entered(request)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def last_entered(self, request):
        """The measure of this section that the person entered last, if any."""
        if not hasattr(request, "last_entered"):
            mine = self.model.objects.filter(entered_by=request.user.pk)
            last = mine.select_related("jurisdiction", "session").order_by("-pk").first()
            request.last_entered = last
        return request.last_entered

    def _first_action(self, request):
        """How the last one began: by what, and by whom."""
        last = self.last_entered(request)
        first = last and last.actions.order_by("order").values("kind", "chamber").first()
        return first or {}
