"""Since when bills were looked for whatever became of them."""

BILLS_SINCE = 2019
"""The first year of whose bills we know as many as we could find, whether they became law or not.

Of the years before, we have next to nothing but laws, which we knew without a search for bills.
Next to the later years they would make it seem that nearly every bill became law.
"""
