"""A Dash application that shows the record: a map of the states and a table of its measures."""

import csv
import os
from collections import Counter

import dash
import plotly.express as px

with open(os.environ["ROWS"], newline="") as file:
    ROWS = list(csv.DictReader(file))
app = dash.Dash(__name__)
server = app.server


def layout():
    """Made for each reader, as it is where it follows from a date."""
    states = Counter(row["state"] for row in ROWS)
    drawn = px.choropleth(
        locations=list(states), color=list(states.values()), locationmode="USA-states", scope="usa"
    )
    columns = [{"name": name, "id": name} for name in list(ROWS[0])[:8]]
    table = dash.dash_table.DataTable(ROWS[:100], columns)
    return dash.html.Div([dash.html.H1("The record"), dash.dcc.Graph(figure=drawn), table])


app.layout = layout
