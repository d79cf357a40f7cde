"""What stands behind the coding of a measure, worked out from its answers, codings and checks."""

from django.db.models import Case, Exists, OuterRef, Q, TextField, Value, When

from laws.models import Check, Provision, Quotation, SecondAnswer, SecondCoding
from laws.vocabulary import Confidence, EffectBasis, TextRead, Tier


def tier() -> Case:
    """The tier of the query's measure as the rows are now: no one enters it.

    A measure is coded once where an answer about it cites its place in the text, or a sentence is
    quoted. Where the text was not read, or the sources are weak, it was found by scan. It is coded
    twice and checked where a second coding, by someone who read more than a digest, gave the
    answers that stand to every question, and a person compared the measure with its sources.
    """
    read = ~Q(effect_basis=EffectBasis.NOT_READ) & ~Q(confidence=Confidence.LOW)
    cited = Provision.objects.filter(measure=OuterRef("pk")).exclude(pinpoint="")
    quoted = Quotation.objects.filter(measure=OuterRef("pk"), question__isnull=False)
    coded = read & (Exists(cited.order_by()) | Exists(quoted.order_by()))
    checked = coded & _twice() & Exists(Check.objects.standing())
    return Case(
        When(checked, then=Value(str(Tier.CODED_TWICE))),
        When(coded, then=Value(str(Tier.CODED_ONCE))),
        default=Value(str(Tier.FOUND)),
        output_field=TextField(),
    )


def _twice() -> Q:
    """That a finished second coding of the query's measure gives every answer that stands."""
    finished = SecondCoding.objects.filter(measure=OuterRef("pk"), is_open=False)
    read = finished.exclude(text_read=TextRead.DIGEST)
    differing = SecondAnswer.objects.unsettled().filter(coding__measure=OuterRef("pk"))
    given = Q(settled_answer=OuterRef("answer")) | Q(settled_answer="", answer=OuterRef("answer"))
    again = SecondAnswer.objects.compared().filter(
        given, coding__measure=OuterRef("measure"), question=OuterRef("question")
    )
    alone = Provision.objects.filter(~Exists(again.order_by()), measure=OuterRef("pk"))
    return Q(Exists(read.order_by()), ~Exists(differing.order_by()), ~Exists(alone.order_by()))
