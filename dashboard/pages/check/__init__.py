"""A quotation of this site, compared with what the record says now."""
