"""Which shipped record the database holds."""

from django.db import models


class LoadedRecord(models.Model):
    """One load of the shipped record: its version and the checksum of its files.

    `rules` is the digest of the rules by which the stored terms and stages were calculated. `kept`
    names the rows that the last load of it left as staff had them, though the files say something
    else or have them no more.
    """

    version = models.CharField(max_length=20)
    checksum = models.CharField(max_length=64)
    rules = models.CharField(max_length=32, blank=True, editable=False)
    kept = models.JSONField(default=list)
    loaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        get_latest_by = "loaded_at"
        ordering = ["-loaded_at"]

    def __str__(self) -> str:
        return self.version
