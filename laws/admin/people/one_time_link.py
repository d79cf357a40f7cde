"""A link with which someone sets their own password, once: for a new or a locked-out colleague."""

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.html import format_html
from django.utils.http import urlsafe_base64_encode

GIVE = (
    "Give {} this link in person or by a safe way. It works once, for three days, and is not shown "
    "again: <b>{}</b>"
)


def show_link(request, account: User) -> None:
    """Show a new link for an account to whoever made it."""
    uid = urlsafe_base64_encode(force_bytes(account.pk))
    token = default_token_generator.make_token(account)
    address = reverse("admin:first_password", args=[uid, token])
    link = request.build_absolute_uri(address)
    messages.success(request, format_html(GIVE, account.get_username(), link))


class SetPassword(PasswordResetConfirmView):
    """The page behind the link."""

    template_name = "admin/laws/people/first_password.html"
    success_url = reverse_lazy("admin:login")
    title = "Set your password"
    reset_url_token = "choose"

    def get_context_data(self, **kwargs):
        return admin.site.each_context(self.request) | super().get_context_data(**kwargs)

    def form_valid(self, form):
        response = super().form_valid(form)
        # A link that was made and not used must not open the account later.
        User.objects.filter(pk=self.user.pk).update(last_login=timezone.now())
        messages.success(self.request, "Your password is set. Log in.")
        return HttpResponseRedirect(response.url)
