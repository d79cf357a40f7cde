"""The API at /api/v1/: the pages' rows and counts as JSON, with a description of every address."""
