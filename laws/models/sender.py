"""How often somebody sent a form: known for a day, and without knowing who."""

from datetime import timedelta
from ipaddress import ip_address

from django.db import connection, models
from django.utils.crypto import salted_hmac

KEPT = timedelta(days=1)
# How many forms one address may send within a span of time.
LIMITS = ((5, timedelta(hours=1)), (15, KEPT))
HOME_NETWORK = 64  # bits of an IPv6 address: one household has all that follow


class SenderQuerySet(models.QuerySet):
    def forget(self, now):
        """Take away whatever is older than a day."""
        self.filter(sent_at__lt=now - KEPT).delete()

    def wait(self, address, now, limits=LIMITS) -> timedelta | None:
        """How long the address must wait until it may send again; nothing if it may."""
        times = list(
            self.filter(digest=digest_of(address), sent_at__gt=now - KEPT)
            .order_by("-sent_at")
            .values_list("sent_at", flat=True)
        )
        waits = [
            times[most - 1] + span - now
            for most, span in limits
            if len(times) >= most and times[most - 1] > now - span
        ]
        return max(waits, default=None)


class Sender(models.Model):
    """One form that somebody sent: a keyed hash of their address, and when.

    The address itself is never stored. The hash is made with the site's secret key, so that nobody
    without the key can try all addresses against it, and it is joined to nothing: not to what was
    sent. It serves to count how much comes from one place, and is deleted after a day, whenever
    the form is next asked for or sent.
    """

    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()

    objects = SenderQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["digest", "sent_at"], name="sender_within"),
            models.Index(fields=["sent_at"], name="sender_day"),
        ]

    def __str__(self) -> str:
        return f"{self.digest[:8]}…"

    @classmethod
    def one_at_a_time(cls, address):
        """Until the transaction ends, others of the same address wait here."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [digest_of(address)])

    @classmethod
    def note(cls, address, now):
        """Count one more form of the address."""
        cls.objects.create(digest=digest_of(address), sent_at=now)


def digest_of(address):
    """A keyed hash of a network address: of the household's part of it, if it is IPv6."""
    try:
        known = ip_address(address)
    except ValueError:
        part = address.encode()
    else:
        mapped = getattr(known, "ipv4_mapped", None)
        known = mapped or known
        part = known.packed[: HOME_NETWORK // 8] if known.version == 6 else known.packed
    return salted_hmac("laws.sender", part.hex(), algorithm="sha256").hexdigest()
