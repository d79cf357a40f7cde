"""What the coding of measures rests on: quoted sentences, and codings by a second person."""

from laws.dataset import schema
from laws.models import Measure, Question, Quotation, SecondAnswer, SecondCoding
from laws.vocabulary import Answer


def load_evidence(load):
    """Bring quotations and second codings in, after the measures and questions they name."""
    if load.problems:
        return  # every row would be refused for want of the measures it names
    load.slugs = dict(Measure.objects.values_list("slug", "pk"))
    load.questions = dict(Question.objects.values_list("slug", "pk"))
    key = "measure_id", "question_id"
    load._match(Quotation.objects, key, _quotations(load), "quotations")
    codings = SecondCoding.objects.all()
    load._match(codings, ("measure_id", "coder"), _codings(load), "second codings")
    known = {(m, coder): pk for pk, m, coder in codings.values_list("pk", "measure", "coder")}
    rows = _answers(load, known)
    load._match(SecondAnswer.objects, ("coding_id", "question_id"), rows, "second answers")


def _rows(load, name, columns, key):
    """(line, row) with the keys of the measure and, where it names one, the question."""
    for line, row in load._rows(name, columns, key):
        said = "a measure on the record"
        row["measure_id"] = load._find(load.slugs, name, line, "measure", row.pop("measure"), said)
        if question := row.pop("question", ""):
            said = "the slug of a question in questions.csv"
            row["question_id"] = load._find(load.questions, name, line, "question", question, said)
        if row["measure_id"] and row.get("question_id", 0) is not None:
            yield line, row


def _quotations(load):
    for _, row in _rows(load, "quotations.csv", schema.QUOTATIONS, ("measure", "question")):
        yield {"question_id": None} | row


def _codings(load):
    key = "measure", "coder"
    for _, row in _rows(load, "second_codings.csv", schema.SECOND_CODINGS, key):
        yield row | {"is_open": False}


def _answers(load, codings):
    name = "second_answers.csv"
    key = "measure", "coder", "question"
    for line, row in _rows(load, name, schema.SECOND_ANSWERS, key):
        coder, said = row.pop("coder"), "a coder of this measure in second_codings.csv"
        found = codings.get((row.pop("measure_id"), coder))
        if found is None:
            load.refuse(name, line, "coder", coder, said)
        for column in ("answer", "first_answer"):
            if (row[column] == Answer.DATED) != bool(row[f"{column}_on"]):
                said = "a date with the answer “dated”, and nothing with any other"
                load.refuse(name, line, f"{column}_on", str(row[f"{column}_on"] or ""), said)
        if row["settled_answer"] and not row["settled_why"]:
            load.refuse(name, line, "settled_why", "", "the reason, where it is settled")
        if found is not None:
            yield row | {"coding_id": found}
