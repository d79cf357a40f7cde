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
# What a chamber, a council or the voters decide as a whole; the rest is counted in a committee. Of
# local governments the words say what was done, for not all have a council that votes.
DECISIONS: dict[str, str] = {
    ActionKind.PASSED_CHAMBER: "First reading",
    ActionKind.PASSED: "Passed",
    ActionKind.AMENDED_TEXT: "Text amended",
    ActionKind.VETO_OVERRIDDEN: "Veto overridden",
    ActionKind.ENACTED: "Passed",
    ActionKind.AMENDED: "Amended",
    ActionKind.EXTENDED: "Extended",
    ActionKind.REPEALED: "Repealed",
    ActionKind.FAILED: "Failed",
}
ON_THE_WAY = (
    ActionKind.PASSED_CHAMBER, ActionKind.PASSED, ActionKind.AMENDED_TEXT, ActionKind.ENACTED,
)  # fmt: skip


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
        """The votes that decided something by the day, the latest last: Senate 28 to 12, Dec 1,
        2020; Passed 11 to 2, Feb 24, 2020.
        """
        cast = [one for one in self.data.actions if one.yes is not None and one.kind in DECISIONS]
        cast = [one for one in cast if one.date.last <= self.data.on]
        cast.sort(key=lambda one: (one.date.last, one.order))
        return [self._vote(one) for one in cast[-MOST_VOTES:]]

    def _vote(self, action: Action) -> str:
        chamber = self.data.chambers.get(action.chamber, "").removeprefix("the ")
        if action.chamber == ChamberKind.VOTERS:
            chamber = "Voters"
        decided = DECISIONS[action.kind]
        if chamber:
            decided = chamber if action.kind in ON_THE_WAY else f"{decided} by the {chamber}"
        against = " for" if action.no is None else f" to {action.no:,}"
        return f"{decided} {action.yes:,}{against}, {action.date.say_short()}"

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
