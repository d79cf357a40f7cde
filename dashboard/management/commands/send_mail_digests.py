"""Send the mails that are due to those who follow the record: to be run each minute."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from dashboard.feeds.formats import event_row
from dashboard.pages.follow.mails import Writer
from laws.corrections.email import is_set_up
from laws.mail.due import make_letters
from laws.mail.sending import send_letters
from laws.mail.subscribing import forget
from laws.mail.webhooks import send_webhooks
from laws.open_data.events import note_events


class Command(BaseCommand):
    help = (
        "Send what is due by mail: confirmations, what changed at once, in the morning the daily "
        "digests and on Monday the weekly ones; and events to webhooks. It may run as often as "
        "wanted, and be ended at any time."
    )

    def handle(self, *, verbosity, **options):
        now = timezone.now()
        forget(now)
        if not is_set_up():
            if verbosity:
                self.stdout.write("No mail server is set (EMAIL_URL): nothing is sent.")
            return
        note_events()
        writer = Writer(now)
        make_letters(now, writer.is_news)
        sent = send_letters(now, writer.write)
        send_webhooks(now, writer.events, event_row)
        if sent and verbosity:
            self.stdout.write(f"Mails sent: {sent:,}.")
