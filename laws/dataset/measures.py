"""Measures with all that is theirs: their rows are loaded with them as one bundle."""

from collections import defaultdict

from laws.dataset import schema
from laws.dataset.parts import write_part
from laws.dataset.upsert import Tally, analyze, digest, is_ours
from laws.models import Action, Measure, Provision, Question, Source, Sponsorship
from laws.models.reckoned import store_reckoning
from laws.text.measure_fields import FIELDS, SHIPPED
from laws.text.normalize import normalize_identifier
from laws.vocabulary import EditorialStatus

BATCH = 200
OWN = (*(name for name in SHIPPED if name != "slug"), "status")
ADDED_PARTS = {Sponsorship}
ADDED_COLUMNS = {"ended_on"}
OWN_DAYS = ("effective_on", "ended_on")
ADDED = {field.name: field.unknown for field in FIELDS if field.added}
PARTS = {
    Action: ("order", "day", "precision", "kind", "chamber", "yes", "no", "description", "basis",
             "source_urls"),
    Provision: ("question_id", "answer", "answer_on", "effective_on", "detail", "pinpoint",
                "source_urls", "ended_on"),
    Source: ("url", "official", "seen_on", "note"),
    Sponsorship: ("name", "classification", "party", "district", "source_urls"),
}  # fmt: skip


def load_measures(load):
    """Bring the measures of a load into the database and reckon those that changed."""
    tally = Tally("measures")
    own = _measures(load)
    parts = {
        Action: _actions(load, own),
        Provision: _provisions(load, own),
        Sponsorship: _sponsorships(load, own),
    }
    parts[Source] = _sources(load, own, parts)
    if load.problems:
        return tally
    stored = {slug: (pk, shipped, now) for slug, pk, shipped, now in _stored()}
    chosen, agreed = {}, []
    for slug, values in own.items():
        wanted = digest(_bundle(values, {part: rows[slug] for part, rows in parts.items()}))
        pk, shipped, now = stored.get(slug, (None, None, None))
        if now == wanted:
            tally.unchanged += 1
            if shipped != wanted:
                agreed.append(Measure(pk=pk, shipped_digest=wanted))
        elif pk is None or is_ours(shipped, now):
            tally.created += pk is None
            tally.updated += pk is not None
            chosen[slug] = pk, wanted
        else:
            tally.kept.append(slug)
            tally.differing += [slug] if shipped != wanted else []
    left = [slug for slug, (_, shipped, _) in stored.items() if shipped and slug not in own]
    tally.left += [slug for slug in left if slug not in load.dropped]
    tally.differing += [slug for slug in tally.left if not is_ours(*stored[slug][1:])]
    _withdraw(load.dropped, stored, tally)
    Measure.objects.bulk_update(agreed, ["shipped_digest"])
    _write(own, parts, chosen)
    return tally


def _measures(load):
    """Column values by slug."""
    name, found, numbers = "measures.csv", {}, {}
    for line, row in load._rows(name, schema.MEASURES, ("slug",)):
        place = load._find(
            load.places, name, line, "division_id", row.pop("division_id"),
            "the division id of a jurisdiction on the record",
        )  # fmt: skip
        session = row.pop("session")
        row["jurisdiction_id"], row["session_id"] = place, None
        if session and place:
            said = "a session of that jurisdiction on the record, or nothing"
            if (place, session) not in load.sessions:
                load.refuse(name, line, "session", session, said)
            row["session_id"] = load.sessions.get((place, session))
        number = place, row["kind"], row["session_id"], row["identifier"]
        if row["identifier"] and numbers.setdefault(number, line) != line:
            said = f"a number once a session, and it stands in line {numbers[number]}"
            load.refuse(name, line, "identifier", row["identifier"], said)
        row["status"] = EditorialStatus.PUBLISHED.value
        found[row.pop("slug")] = row
    return found


def _parts_of(load, name, columns, key, own):
    """(line, slug, row) for the rows of a file that belong to a measure on the record."""
    for line, row in load._rows(name, columns, key):
        slug = row.pop("measure")
        if slug in own:
            yield line, slug, row
        else:
            load.refuse(name, line, "measure", slug, "a slug in measures.csv")


def _actions(load, own):
    found = defaultdict(list)
    rows = _parts_of(load, "actions.csv", schema.ACTIONS, ("measure", "order"), own)
    for _, slug, row in rows:
        when = row.pop("date")
        found[slug].append(row | {"day": when.day, "precision": when.precision})
    return found


def _provisions(load, own):
    found, name = defaultdict(list), "provisions.csv"
    questions = dict(Question.objects.values_list("slug", "pk"))
    for line, slug, row in _parts_of(load, name, schema.PROVISIONS, ("measure", "question"), own):
        said = "the slug of a question in questions.csv"
        question = load._find(questions, name, line, "question", row.pop("question"), said)
        if (row["answer"] == "dated") != bool(row["answer_on"]):
            said = "a date with the answer “dated”, and nothing with any other"
            load.refuse(name, line, "answer_on", str(row["answer_on"] or ""), said)
        begins, ends = (row[name] and row[name].isoformat() for name in OWN_DAYS)
        if begins and ends and ends <= begins:
            load.refuse(name, line, "ended_on", ends, "a day after effective_on, or nothing")
        found[slug].append(row | {"question_id": question})
    return found


def _sponsorships(load, own):
    found = defaultdict(list)
    rows = _parts_of(load, "sponsorships.csv", schema.SPONSORSHIPS, ("measure", "name"), own)
    for _, slug, row in rows:
        found[slug].append(row)
    return found


def _sources(load, own, parts):
    """The sources of each measure, and after them those that only another row names."""
    found = defaultdict(list)
    for _, slug, row in _parts_of(load, "sources.csv", schema.SOURCES, ("measure", "url"), own):
        found[slug].append(row)
    for rows in parts.values():
        for slug, cited in rows.items():
            known = {row["url"] for row in found[slug]}
            for url in dict.fromkeys(url for row in cited for url in row["source_urls"]):
                if url not in known:
                    known.add(url)
                    blank = {"official": None, "seen_on": None, "note": ""}
                    found[slug].append({"url": url} | blank)
    return found


def _bundle(values, parts):
    """The content of a measure and its parts, in an order of its own."""
    content = [tuple(values[name] for name in OWN if name not in ADDED)]
    # A database that was loaded before a column came must not take its rows for changed by staff.
    content += [(name, values[name]) for name in ADDED if values[name] != ADDED[name]]
    for part, names in PARTS.items():
        rows = sorted(repr(_said(row, names)) for row in parts[part])
        if rows or part not in ADDED_PARTS:
            content.append(rows)
    return content


def _said(row, names):
    """What a row says; a column that came later counts once it says something."""
    return tuple(row[name] for name in names if name not in ADDED_COLUMNS or row[name])


def _withdraw(dropped, stored, tally):
    """Take what is shipped no more for a reason off the site, as it was loaded."""
    public = Measure.objects.published().filter(slug__in=dropped)
    for measure in public:
        _, shipped, now = stored[measure.slug]
        if not is_ours(shipped, now):
            tally.kept.append(measure.slug)
            tally.differing.append(measure.slug)
            continue
        measure.status = EditorialStatus.WITHDRAWN
        measure.withdrawn_reason = dropped[measure.slug]["why"]
        measure.save(update_fields=["status", "withdrawn_reason"])
        # It is still as a load left it: shipped again, it comes back.
        (*_, shipped_digest) = next(_stored(Measure.objects.filter(pk=measure.pk)))
        Measure.objects.filter(pk=measure.pk).update(shipped_digest=shipped_digest)
        tally.withdrawn += 1


def _stored(measures=Measure.objects):
    """(slug, pk, shipped digest, digest of what is stored) for every measure."""
    parts = {part: defaultdict(list) for part in PARTS}
    for part, names in PARTS.items():
        rows = part.objects.filter(measure__in=measures.all())
        for row in rows.values("measure_id", *names).iterator():
            parts[part][row["measure_id"]].append(row)
    for row in measures.values("pk", "slug", "shipped_digest", *OWN).iterator():
        own = {part: rows[row["pk"]] for part, rows in parts.items()}
        yield row["slug"], row["pk"], row["shipped_digest"], digest(_bundle(row, own))


def _write(own, parts, chosen):
    """Write the chosen measures with their parts, and reckon them."""
    measures = {
        slug: Measure(
            pk=pk,
            slug=slug,
            shipped_digest=wanted,
            identifier_key=normalize_identifier(own[slug]["identifier"]),
            **own[slug],
        )
        for slug, (pk, wanted) in chosen.items()
    }
    Measure.objects.bulk_create([m for m in measures.values() if m.pk is None])
    changed = [m for m in measures.values() if chosen[m.slug][0]]
    names = (*OWN, "identifier_key", "shipped_digest", "withdrawn_reason")
    if changed:
        Measure.objects.bulk_update(changed, names, batch_size=BATCH)
    for part, names in PARTS.items():
        write_part(part, names, list(measures.values()), parts[part])
    if measures:
        # The reckoning would be planned for tables as they were before.
        analyze()
    reckon_in_batches(list(measures.values()))


def reckon_in_batches(measures: list[Measure]) -> None:
    """Store the reckoning of any number of measures, a few hundred at a time."""
    for start in range(0, len(measures), BATCH):
        store_reckoning(measures[start : start + BATCH])
