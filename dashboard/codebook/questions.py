"""The questions of the codebook as headings."""


def short_name(question):
    """A question in two to four words, for a heading: Warrant required."""
    return question.slug.replace("_", " ").capitalize()
