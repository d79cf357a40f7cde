"""Where staff work: one file a section."""

from laws.admin import (
    bills,
    codebook,
    milestones,
    orders,
    ordinances,
    places,
    sessions,
)

__all__ = ["bills", "codebook", "milestones", "orders", "ordinances", "places", "sessions"]
