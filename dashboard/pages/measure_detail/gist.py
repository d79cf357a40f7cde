"""What stands under the headline of a measure: its text, its status, its votes and its sponsors."""

from urllib.parse import urlsplit

from dashboard.pages.measure_detail.data import MeasureData
from dashboard.words.lists import listed
from dashboard.words.names import LAW_STAGES
from dashboard.words.numbers import counted
from laws.models import Action, Source
from laws.vocabulary import ActionKind, ChamberKind, MeasureKind, SponsorKind

# What an official source is where it is not the text: the page of another bill, a file of steps.
NOT_ITS_TEXT = ("not of this", "status file", "on its study")
# Who publishes the codes and the council files of local governments.
PUBLISHERS = (
    "ecode360.com", "amlegal.com", "municode.com", "municipal.codes", "codepublishing.com",
    "legistar.com", "iqm2.com",
)  # fmt: skip
MOST_VOTES, MOST_SPONSORS = 4, 3
# What a chamber, a council or the voters decide as a whole; the rest is counted in a committee.
OF_THE_WHOLE = (
    ActionKind.PASSED_CHAMBER, ActionKind.PASSED, ActionKind.AMENDED_TEXT, ActionKind.FAILED,
    ActionKind.VETO_OVERRIDDEN, ActionKind.ENACTED, ActionKind.AMENDED, ActionKind.REPEALED,
    ActionKind.EXTENDED,
)  # fmt: skip
WHO = {ChamberKind.COUNCIL: "Council", ChamberKind.VOTERS: "Voters"}


class Gist:
    """The facts of the first screen, as of the day of the page."""

    def __init__(self, data: MeasureData):
        self.data, self.measure, self.status = data, data.measure, data.status

    @property
    def text(self) -> Source | None:
        """The source to read it at: its official text, else a publisher of local codes."""
        official = [one for one in self.data.sources if one.official and _is_text(one)]
        published = [one for one in self.data.sources if _host(one).endswith(PUBLISHERS)]
        return next(iter([*official, *published]), None)

    @property
    def host(self) -> str:
        return _host(self.text).removeprefix("www.") if self.text else ""

    @property
    def noun(self) -> str:
        """What there is to read: the bill, the law, the ordinance."""
        kind = self.measure.kind
        if kind in (MeasureKind.BILL, MeasureKind.STATUTE):
            return "law" if self.status.stage in LAW_STAGES else "bill"
        return str(MeasureKind(kind).label).lower()

    @property
    def votes(self) -> list[str]:
        """The votes of whole bodies by the day, the latest last: Senate 28 to 12, Dec 1, 2020."""
        on_it = (one for one in self.data.actions if one.kind in OF_THE_WHOLE)
        cast = [one for one in on_it if one.yes is not None]
        cast = [one for one in cast if one.date.last <= self.data.on]
        cast.sort(key=lambda one: (one.date.last, one.order))
        return [self._vote(one) for one in cast[-MOST_VOTES:]]

    def _vote(self, action: Action) -> str:
        who = WHO.get(action.chamber) or self.data.chambers.get(action.chamber, "")
        against = f"{action.yes} to {action.no}" if action.no is not None else f"{action.yes} for"
        return f"{who.removeprefix('the ')} {against}, {action.date.say_short()}".strip()

    @property
    def sponsors(self) -> str:
        """Who introduced it, and how many others signed; empty where that is not recorded."""
        every = self.data.sponsors
        first = [one.name for one in every if one.classification == SponsorKind.PRIMARY]
        named = first[:MOST_SPONSORS] or [one.name for one in every[:MOST_SPONSORS]]
        others = len(every) - len(named)
        return listed([*named, counted(others, "other")] if others else named)


def _is_text(source: Source) -> bool:
    return not any(words in source.note for words in NOT_ITS_TEXT)


def _host(source: Source) -> str:
    return urlsplit(source.url).netloc
