"""The legal words that the site uses, each in one sentence: (anchor, word, meaning)."""

GLOSSARY = (
    (
        "enacted",
        "Enacted",
        "Made law: passed and signed, or passed in a way that needs no signature.",
    ),
    (
        "in-effect",
        "In effect",
        "The law applies on that date: it has started and has not ended. A law is often enacted "
        "months before it takes effect.",
    ),
    ("term", "Term", "One unbroken run of days on which a law is in effect."),
    (
        "moratorium",
        "Moratorium",
        "A pause: use is banned for a set time, or until lawmakers decide again.",
    ),
    (
        "oversight",
        "Oversight",
        "Rules about who must approve, report and review the use; the use itself stays allowed.",
    ),
    (
        "safeguard",
        "Safeguard",
        "A condition that a law puts on the use, such as a warrant, an audit or a public report.",
    ),
    ("sunset", "Sunset", "A date in a law on which it ends unless it is renewed."),
    ("ordinance", "Ordinance", "A law made by a city, town or county."),
    (
        "injunction",
        "Injunction",
        "A court order that someone must stop doing something, such as enforcing a law.",
    ),
    (
        "preemption",
        "Preemption",
        "A law of a higher government, such as a state, that takes the place of local laws or "
        "forbids them.",
    ),
    (
        "companion-bill",
        "Companion bill",
        "The same or nearly the same bill, introduced in the other chamber.",
    ),
    (
        "carryover",
        "Carryover",
        "A rule of some legislatures that keeps an unfinished bill alive in the next year or "
        "session.",
    ),
    (
        "live",
        "Live and after-the-fact",
        "Live: faces are matched while a camera films them. After-the-fact: a saved photo or video "
        "is matched later.",
    ),
)
