"""The forms in which tables of the record are written: each writes row by row, with flat memory.

A form has `table(table)`: a block in which it takes the rows of one table, one call a row.
"""
