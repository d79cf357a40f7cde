"""The published record for others to take away: as tables, and as files of several forms.

`tables.TABLES` says once which tables there are, which columns each has and what its rows are.
Whatever gives the record away whole (files, the API, editions, the feed of changes) reads it there.
`files.write_all(folder, on)` writes all files of the record into a folder, and says of each its
checksum and size; `files.NAMES` names them.
"""
