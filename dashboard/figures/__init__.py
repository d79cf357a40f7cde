"""Numbers of the record, each with a short address that lasts."""
