"""Which shipped record the database holds."""

from django.db import models


class LoadedRecord(models.Model):
    """One load of the shipped record: its version and the checksum of its files."""

    version = models.CharField(max_length=20)
    checksum = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        get_latest_by = "loaded_at"
        ordering = ["-loaded_at"]

    def __str__(self):
        return self.version
