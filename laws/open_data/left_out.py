"""What the tables of the published record do not say, and why.

A test holds it: every column of the database that public pages read is read by `tables.TABLES`, or
stands here.
"""

EVERYWHERE = {
    "id": "A number of this database: rows are told apart by what they say.",
    "shipped_digest": "How a load knows what staff changed: no fact.",
}
COPIED = (
    "Copied from a source so that it can be read when the page is gone; the text is its owner’s."
)
WHOLE = {
    "correction": "A reader’s report: public at its own address, for those who know its number.",
    "correctionstep": "As the report that it belongs to.",
    "edition": "The record as it was: /data/editions/ tells of each.",
    "explainedfinding": "Notes of the desk on what looks wrong and is right.",
    "loadedrecord": "Which release the database holds: every file names it.",
    "notduplicate": "Notes of the desk on measures that look alike.",
    "placename": "Names by which /where/ finds a place: they say nothing of the law.",
    "searchtext": "An index over the words of a measure.",
    "subjectword": "Words by which imports know the subject.",
    "zipcode": "Postal codes by which /where/ finds a place: they say nothing of the law.",
}
"""Tables of the database that are left out as a whole."""
STAFF = "Who of the staff did it: never public."
COLUMNS = {
    "changereason.subject": "The first word of its key.",
    "check.before_by_id": STAFF,
    "check.before_on": "The check before: it counts again only if this one is undone.",
    "check.by_id": STAFF,
    "check.made_at": "When it was entered; `verified_on` is when it was made.",
    "check.version": "A digest of what the measure said then.",
    "jurisdiction.search_name": "Its name without accents, for /where/.",
    "measure.changed_at": "When the row was last written, which need not have changed a fact.",
    "measure.edited_by_id": STAFF,
    "measure.entered_by_id": STAFF,
    "measure.exemption": "Why one person did what takes two: for the desk.",
    "measure.identifier_key": "Its number without blanks and signs, for searches.",
    "measure.last_action_on": "`last_action_on` reads the action, as precise as it is known.",
    "measure.published_by_id": STAFF,
    "measure.verified_by_id": STAFF,
    "merge.author_id": STAFF,
    "merge.before": "How to undo it.",
    "merge.belongings": "How to undo it.",
    "merge.by_id": STAFF,
    "merge.called": "Its name at the desk.",
    "merge.comment": "For the desk.",
    "merge.decided_at": "For the desk.",
    "merge.exemption": "For the desk.",
    "merge.gone_document": "How to undo it.",
    "merge.gone_slug": "Of a draft too, which never was public.",
    "merge.made_at": "For the desk.",
    "merge.reason": "`reason` of a withdrawn measure repeats it.",
    "merge.relations": "How to undo it.",
    "merge.rows": "How to undo it.",
    "quotation.found_on": "`missing_since` says what matters of it.",
    "search.made_by_id": STAFF,
    "secondanswer.settled_by_id": STAFF,
    "secondcoding.by_id": STAFF,
    "secondcoding.opened_at": "When the coder began: for the desk.",
    "seenpage.checked_at": "When the address was last tried, which changes nothing.",
    "seenpage.checksum": "How a change is known.",
    "seenpage.final_url": "Where the address led that day.",
    "seenpage.problem": "What the network said, which may pass.",
    "sourcecopy.entry_id": "Of what waits for an editor.",
    "sourcecopy.sha256": COPIED,
    "sourcecopy.text": COPIED,
    "sourcecopy.version": COPIED,
}
"""Single columns, as table.column."""
