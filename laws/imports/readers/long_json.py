"""JSON files too long to be held in memory, read as a stream that is given up where a record in it
does not end.

A short file can stand for gigabytes (a ZIP of one endless text) or take many times its own size in
memory (lists in lists in lists). So bytes, values and depth are counted for each record.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from decimal import Decimal

import ijson

from laws.refusals import Refusal

AT_A_TIME = 2**18
LARGEST_RECORD = 16 * 2**20
MOST_VALUES = 500_000
DEEPEST = 60
DEPTHS = {"start_map": 1, "start_array": 1, "end_map": -1, "end_array": -1}


class TooLong(Refusal):
    """A record that has too many bytes or values, or goes too deep."""


class Meter:
    """A stream of JSON, read as events, that raises TooLong when a record does not end."""

    def __init__(self, stream, file: str):
        self.stream, self.file = stream, file
        self.depth = self.bytes = self.values = 0

    def events(self) -> Iterator[tuple[str, object, int]]:
        """(event, value, how deep the value stands), as ijson.basic_parse names events."""
        for event, value in ijson.basic_parse(self, use_float=True, buf_size=AT_A_TIME):
            change = DEPTHS.get(event, 0)
            self.depth += min(change, 0)
            yield event, value, self.depth
            self.depth += max(change, 0)
            self.values += 1
            if self.values > MOST_VALUES:
                raise TooLong(f"{self.file} has a record of more than {MOST_VALUES:,} values.")
            if self.depth > DEEPEST:
                raise TooLong(f"{self.file} has lists and objects that are nested too deep.")

    def read(self, size: int) -> bytes:
        """The next bytes: what ijson asks for."""
        content = self.stream.read(size)
        self.bytes += len(content)
        if self.bytes > LARGEST_RECORD:
            raise TooLong(f"{self.file} has a record of more than {LARGEST_RECORD >> 20} MB.")
        return content

    def start_over(self) -> None:
        """Count again from here: a record was found."""
        self.bytes = self.values = 0


def whole_record(container, name: str) -> bytes:
    """The bytes of a file that is one record; TooLong if it has more than a record may have."""
    with container.open(name) as stream:
        content = stream.read(LARGEST_RECORD + 1)
    if len(content) > LARGEST_RECORD:
        file = container.shown(name)
        raise TooLong(f"{file} is one record of more than {LARGEST_RECORD >> 20} MB.")
    return content


def first_fields(container, name: str) -> dict[str, str]:
    """The fields of an object: the event that each value begins with, by name. Of an object that
    goes on beyond what one record may have, those before that point."""
    fields, key = {}, None
    with container.open(name) as stream, suppress(TooLong):
        for event, value, depth in Meter(stream, container.shown(name)).events():
            if key is not None:
                fields[key] = event
            key = value if event == "map_key" and depth == 1 else None
    return fields


def list_elements(
    stream, file: str, depth: int, is_record: Callable[[object], object]
) -> Iterator[tuple[int, object]]:
    """(number of its list, element) for each element of the lists whose elements stand at `depth`.

    The counts start over with each element that `is_record` says yes to.
    """
    meter, lists, is_list, builder = Meter(stream, file), 0, False, None
    for event, value, here in meter.events():
        if here == depth - 1 and event.startswith("start"):
            lists, is_list = lists + 1, event == "start_array"
        elif here == depth and is_list and builder is None:
            builder = ijson.ObjectBuilder()
        if builder:
            # Whole numbers too long for 64 bits come as Decimal.
            builder.event(event, str(value) if isinstance(value, Decimal) else value)
            if here == depth and not event.startswith("start"):
                if is_record(builder.value):
                    meter.start_over()
                yield lists, builder.value
                builder = None
