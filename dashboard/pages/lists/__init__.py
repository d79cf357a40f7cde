"""/compare/lists/: lists and counts that others published, beside ours of the same day."""
