"""Feeds: what happened to the record, and what the calendar brought, as Atom and JSON Feed.

Its entries are made from the log of laws.open_data.events, for a selection of what is followed.
"""
