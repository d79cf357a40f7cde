"""Small mirrors of a legislature: repositories that a test makes, with bills of Massachusetts."""

import json
import subprocess
from pathlib import Path

BILLS = "country:us/state:ma/sessions/{}/bills/{}"
TEXT = "Source: versions - {}\nMedia Type: text/html\n\n{}\n\n{}\n"


def git(folder: Path, *arguments: str) -> str:
    """What git says in a folder."""
    names = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    command = ["git", "-C", str(folder), *names, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def make_mirror(folder: Path) -> Path:
    """An empty mirror."""
    folder.mkdir(parents=True)
    git(folder, "init", "-q", "-b", "main")
    return folder


def write_bill(mirror: Path, number: str, session: str = "194th", **fields) -> Path:
    """Write a bill into a mirror; its folder. Without a title it is on the subject."""
    folder = mirror / BILLS.format(session, number.replace(" ", ""))
    folder.mkdir(parents=True, exist_ok=True)
    page = f"https://legislature.example.gov/{number.replace(' ', '')}"
    known = {
        "legislative_session": session,
        "identifier": number,
        "title": f"An Act on facial recognition, {number}",
        "classification": ["bill"],
        "jurisdiction": {"id": "ocd-jurisdiction/country:us/state:ma/government"},
        "actions": [{"description": "Filed", "date": "2025-01-10", "classification": ["filing"]}],
        "versions": [{"note": "Introduced", "links": [{"url": f"{page}.html"}]}],
        "sources": [{"url": page}],
    }
    (folder / "metadata.json").write_text(json.dumps(known | fields))
    return folder


def write_text(folder: Path, text: str, version: str = "Introduced") -> None:
    """Write the extracted text of a version into a bill's folder."""
    (folder / "files").mkdir(exist_ok=True)
    whole = TEXT.format(version, "=" * 80, text)
    (folder / "files" / f"{folder.name}_{version}_extracted.txt").write_text(whole)


def write_vote(folder: Path, text: str, day: str, yes: int, no: int) -> None:
    """Write a vote into a bill's folder."""
    (folder / "logs").mkdir(exist_ok=True)
    counts = [{"option": "yes", "value": yes}, {"option": "no", "value": no}]
    vote = {"motion_text": text, "start_date": day, "counts": counts}
    vote["votes"] = [{"option": "yes", "voter_name": "A. Tester"}]
    (folder / "logs" / "20250201.vote_event.pass.lower.json").write_text(json.dumps(vote))


def commit(mirror: Path, message: str = "Bills") -> str:
    """Commit all that was written; the hash of the commit."""
    git(mirror, "add", "-A")
    git(mirror, "commit", "-q", "--allow-empty", "-m", message)
    return git(mirror, "rev-parse", "HEAD")
