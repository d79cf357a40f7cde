"""The analytical charts as plotly figures, one file a chart: rows in, `Drawing` out."""
