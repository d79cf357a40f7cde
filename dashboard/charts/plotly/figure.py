"""A plotly figure as plain data, made without plotly's Python half, which checks each value anew.

What it holds is said in https://plotly.com/javascript/reference/; the tests have every figure
checked by plotly itself.
"""

from dataclasses import dataclass, field
from typing import Any

Part = dict[str, Any]


def merged(base: Part, over: Part) -> Part:
    """A layout with parts of it replaced, as plot.js does it."""
    found = dict(base)
    for key, value in over.items():
        found[key] = merged(found.get(key, {}), value) if isinstance(value, dict) else value
    return found


@dataclass
class Figure:
    """Traces over a layout; `frames` are what it changes to when it is moved."""

    data: list[Part] = field(default_factory=list)
    layout: Part = field(default_factory=dict)
    frames: list[Part] = field(default_factory=list)

    def add_bar(self, **trace: Any) -> None:
        self.data.append({"type": "bar", **trace})

    def add_scatter(self, **trace: Any) -> None:
        self.data.append({"type": "scatter", **trace})

    def add_heatmap(self, **trace: Any) -> None:
        self.data.append({"type": "heatmap", **trace})

    def add_shape(self, **shape: Any) -> None:
        self.layout["shapes"] = [*self.layout.get("shapes", ()), shape]

    def add_annotation(self, **annotation: Any) -> None:
        self.layout["annotations"] = [*self.layout.get("annotations", ()), annotation]

    def update_layout(self, **layout: Any) -> None:
        """Replace parts of the layout; lists are replaced whole."""
        self.layout = merged(self.layout, layout)

    def update_xaxes(self, **axis: Any) -> None:
        self.update_layout(xaxis=axis)

    def update_yaxes(self, **axis: Any) -> None:
        self.update_layout(yaxis=axis)

    def to_plotly_json(self) -> Part:
        """The figure as plotly's library in the browser takes it."""
        return {"data": self.data, "layout": self.layout} | (
            {"frames": self.frames} if self.frames else {}
        )
