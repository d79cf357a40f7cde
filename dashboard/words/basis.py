"""What a date or a count rests on, where that is more than a recorded action."""

from laws.vocabulary import Basis, Stage

IN_DOUBT = "in doubt"
INFERRED_ENDS: dict[str, str] = {
    Stage.FAILED: "inferred: session over",
    Stage.INACTIVE: "inferred: nothing heard since",
}


def resting_on(basis: str | None, why: str = "", stage: str | None = "") -> str:
    """What must stand beside a word that rests on more than a recorded date."""
    if not basis or basis == Basis.RECORDED:
        return ""
    if basis == Basis.INFERRED and stage in INFERRED_ENDS:
        return INFERRED_ENDS[stage]
    return f"disputed: {why}" if basis == Basis.DISPUTED and why else str(basis)


def named_basis(basis: str | None) -> str:
    """The word for a basis that must be shown; nothing for what is simply recorded."""
    return "" if basis in ("", None, Basis.RECORDED) else str(basis)


def basis_note(basis: str | None, why: str = "") -> str:
    """What follows a date that rests on more than a record: “ (inferred: the session ended)”."""
    named = named_basis(basis)
    if not named:
        return ""
    return f" ({named}: {why})" if why else f" ({named})"
