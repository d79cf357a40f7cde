"""The questions of the codebook as headings, and as what a measure does."""

# A question in two to five whole words, for a heading.
NAMES = {
    "police_use_prohibited": "Police use barred",
    "government_use_prohibited": "Government use barred",
    "live_use_prohibited": "Live use barred",
    "warrant_required": "Warrant required",
    "serious_crime_only": "Serious crimes only",
    "central_unit_only": "One central unit searches",
    "third_party_use_prohibited": "Workarounds barred",
    "not_sole_basis": "No arrest on a match alone",
    "human_review_required": "A person checks matches",
    "accuracy_testing_required": "Tested for accuracy",
    "training_required": "Operators trained",
    "defendant_disclosure": "Defendants told",
    "public_reporting": "Public reports",
    "audit_log_required": "Searches logged",
    "written_policy_required": "Written policy",
    "governing_body_approval": "Elected body approves",
    "evidence_excluded": "Unlawful evidence kept out",
    "private_right_of_action": "People may sue",
    "body_camera_ban": "Barred with body cameras",
    "drone_ban": "Barred with drones",
    "school_use_prohibited": "Barred in schools",
    "private_consent_required": "Businesses need consent",
    "private_use_prohibited": "Business use barred",
    "sunset_date": "Ends on a date",
}
# What a measure does that answers yes, for more than one; an s makes it one.
CLAUSES = {
    "police_use_prohibited": "bar police use",
    "government_use_prohibited": "bar use by government as a whole",
    "live_use_prohibited": "bar live use",
    "warrant_required": "require a warrant or court order",
    "serious_crime_only": "confine police use to serious crimes",
    "central_unit_only": "require searches to go through one central unit",
    "third_party_use_prohibited": "bar workarounds through others",
    "not_sole_basis": "bar arrests on a match alone",
    "human_review_required": "require a trained person to check each match",
    "accuracy_testing_required": "require tests for accuracy and bias",
    "training_required": "require operators to be trained",
    "defendant_disclosure": "require that defendants be told",
    "public_reporting": "require reports to the public",
    "audit_log_required": "require searches to be logged or audited",
    "written_policy_required": "require a written use policy",
    "governing_body_approval": "require approval by an elected body",
    "evidence_excluded": "exclude unlawfully obtained evidence",
    "private_right_of_action": "let people sue",
    "body_camera_ban": "bar it with body cameras",
    "drone_ban": "bar it with drones",
    "school_use_prohibited": "bar schools from using it",
    "private_consent_required": "require businesses to get consent first",
    "private_use_prohibited": "bar businesses or landlords from using it",
    "sunset_date": "name the day on which they end",
}


def short_name(question):
    """A question in a few words, for a heading: Warrant required."""
    return NAMES.get(question.slug) or question.slug.replace("_", " ").capitalize()


def would_do(question):
    """What a bill would do that answers it yes: require a warrant or court order."""
    said = CLAUSES.get(question.slug, f"answer yes to “{question.text}”")
    return said.replace("they", "it")
