"""What happened is told by what a measure is, never by its number or its chapter alone."""

import pytest

from dashboard.words.events import SENTENCES, event_words
from laws.models import Action, Measure
from laws.vocabulary import ActionKind, Effect


@pytest.mark.parametrize(
    ("effect", "action", "words"),
    [
        ("ban", {"kind": "repealed", "yes": 4, "no": 2}, "Lynn lifts its ban (vote 4 to 2)."),
        ("oversight", {"kind": "repealed"}, "Lynn repeals its oversight rule."),
        ("study", {"kind": "passed", "yes": 9}, "Lynn votes for a study (9 in favor)."),
        ("authorization", {"kind": "introduced"}, "A law that permits the use is proposed."),
        ("schools", {"kind": "effective"}, "The rule for schools takes effect."),
        (
            "ban", {"kind": "hearing", "description": "first heard"},
            "A hearing is held on the ban. First heard.",
        ),
        ("ban", {"kind": "other", "description": "a panel said no"}, "A panel said no."),
    ],
)  # fmt: skip
def test_an_event_is_a_sentence_with_its_vote_and_what_the_record_says(effect, action, words):
    measure = Measure(effect=effect, regulates=["schools"])
    assert event_words(Action(**action), measure, "Lynn") == words


def test_every_kind_of_action_and_every_effect_has_its_words():
    assert set(SENTENCES) == set(ActionKind) - {ActionKind.OTHER}
    for effect in Effect:
        assert event_words(
            Action(kind="enacted"), Measure(effect=effect, regulates=["police"]), "Lynn"
        )
