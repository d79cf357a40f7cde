"""The analytical charts: what each counts, its rows as a table, and the figure that draws them.

One file a chart. `build(request)` reads the page's own query string and gives a `Chart`; a page
puts it into its context, and the addresses under `/charts/` serve the same chart as data.
"""
