"""States by their municipal bans (R7)."""

from dashboard.charts.svg.keys import KeyEntry
from dashboard.map.ranked_states import ranked_states
from dashboard.pages.rankings.base import BanRanking, RankingEntry, listed_shortly
from dashboard.pages.rankings.text import following_sentences, leading_sentence
from dashboard.words.basis import IN_DOUBT
from dashboard.words.numbers import figures
from dashboard.words.presets import VERBS
from laws.counting.counts import municipal_bans
from laws.vocabulary import Effect


class Bans(BanRanking):
    """States by how many of their local governments have a ban in effect."""

    key, tab = "bans", "Municipal bans"
    heading = "Most municipal bans by state"
    counts = (
        "Local governments, not measures: a city with two bans counts once. A ban counts when it "
        "is in effect on the day, has general reach and covers police or government."
    )
    marks = (
        KeyEntry("ban", "one local government with a ban"),
        KeyEntry("moratorium", "striped: one with a moratorium"),
    )
    empty = "No municipal ban is in effect on any of these days."
    template = "dashboard/rankings/_bans.html"
    parts = ("ban", "moratorium")

    def count(self, on):
        return [self._entry(row) for row in municipal_bans(self.past.law(on), self.preset)]

    def _entry(self, row):
        paused = sum(one.effect == Effect.MORATORIUM for one in row.governments)
        return RankingEntry(
            key=row.state_code,
            name=self.name_of(row.state_code),
            value=row.count,
            amount=row.count,
            bar=(row.count - paused, paused),
            words=figures(row.count, row.certain),
            inside=listed_shortly(one.place.display_name for one in row.governments),
            basis="" if row.certain == row.count else IN_DOUBT,
            certain=row.certain,
        )

    def lead(self, on):
        return leading_sentence(self.entries(on), self.tense(on))

    def sub(self, on):
        return following_sentences(self.entries(on), self.preset, self.tense(on))

    def context(self):
        law = self.past.law(self.as_of.on)
        ranked = ranked_states(law, self.states, self.preset, self.as_of.query)
        verb = self.tense(self.as_of.on).verbs(*VERBS[self.preset], number=2)
        return super().context() | {"ranked": ranked, "verb": verb}
