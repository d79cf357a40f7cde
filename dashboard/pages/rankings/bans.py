"""States by their municipal bans (R7)."""

from dashboard.map.ranked_states import ranked_states
from dashboard.pages.rankings.base import BanRanking, Entry, listed_shortly
from dashboard.pages.rankings.text import following_sentences, leading_sentence
from dashboard.web.params import on_parameter, query
from dashboard.words.presets import VERBS
from laws.counting.counts import municipal_bans
from laws.vocabulary import Basis, Effect


class Bans(BanRanking):
    """States by how many of their local governments have a ban in effect."""

    key, tab = "bans", "Municipal bans"
    heading = "Most municipal bans by state"
    counts = (
        "Local governments, not measures: a city with two bans counts once. A ban counts when it "
        "is in effect on the day, has general reach and binds police or government."
    )
    reads = "Each length between two cuts is one local government; striped: a moratorium."
    empty = "No municipal ban is in effect on any of these days on this record."
    template = "dashboard/rankings/_bans.html"
    parts = ("ban", "moratorium")

    def count(self, on):
        return [self._entry(row) for row in municipal_bans(self.past.law(on), self.preset)]

    def _entry(self, row):
        paused = sum(one.effect == Effect.MORATORIUM for one in row.governments)
        disputed = any(one.basis == Basis.DISPUTED for one in row.governments)
        return Entry(
            key=row.state_code,
            name=self.name_of(row.state_code),
            value=row.count,
            amount=row.count,
            bar=(row.count - paused, paused),
            words=str(row.count),
            inside=listed_shortly(one.place.display_name for one in row.governments),
            basis=str(Basis.DISPUTED) if disputed else "",
        )

    def lead(self, on):
        return leading_sentence(self.entries(on), on)

    def sub(self, on):
        return following_sentences(self.entries(on), self.preset)

    def context(self, on):
        ranked = ranked_states(
            self.past.law(on), self.states, self.preset, query(on=on_parameter(on))
        )
        return super().context(on) | {"ranked": ranked, "verb": VERBS[self.preset]}
