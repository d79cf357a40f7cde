"""Readers of SVG and of figures for the tests of the drawings."""

import struct
import xml.etree.ElementTree as ET

import plotly.graph_objects as go

from dashboard.charts.plotly.frame import Drawing as PlotlyDrawing

SVG = "{http://www.w3.org/2000/svg}"


def lines(response):
    """The words of a picture that is an answer, a line for each of its texts."""
    texts = ET.fromstring(response.content).iter(f"{SVG}text")
    return [" ".join("".join(one.itertext()).split()) for one in texts]


def size(response):
    """Width and height of a PNG that is an answer."""
    return struct.unpack(">II", response.content[16:24])


class Drawing:
    """An SVG read back: its links by title, its elements by class."""

    def __init__(self, text):
        self.text = text
        self.root = ET.fromstring(text)

    @property
    def links(self):
        """Title and address of every link, in order of painting."""
        return [(a.findtext("title"), a.get("href")) for a in self.root.iter("a")]

    def link(self, start):
        return next(a for a in self.root.iter("a") if a.findtext("title").startswith(start))

    def classed(self, name):
        return [e for e in self.root.iter() if name in (e.get("class") or "").split()]


def checked(drawing):
    """The figure of a drawing, checked by plotly itself."""
    return go.Figure(drawing.figure.to_plotly_json())


def drawing_of(answer):
    """The drawing that a chart's JSON describes."""
    return PlotlyDrawing(go.Figure(answer["figure"]), answer["height"], answer["narrow"])
