"""Following by mail: who asked for it, what is due, and sending it so that none gets it twice.

What a letter says is written by whoever knows the pages (dashboard.pages.follow).
"""
