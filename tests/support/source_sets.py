"""Folders and ZIPs of files for a test to read: names with their content, as text or rows."""

import csv
import io
import json
from zipfile import ZIP_DEFLATED, ZipFile

from laws.imports.readers import detect
from laws.imports.types import IncomingMeasure

LEGISCAN_SET = {
    "bills.csv": [
        "bill_id,session_id,bill_number,status,status_desc,status_date,title,description,"
        "committee_id,committee,last_action_date,last_action,url,state_link",
        "990801,9908,SB0801,2,Engrossed,2099-02-03,A test,A longer test,1,Tests,2099-02-03,Passed,"
        "https://legiscan.com/MI/bill/SB0801/2099,http://legislature.mi.gov/doc?2099-SB-0801",
        '990802,9908,HCR802,1,Introduced,2099-01-05,"A test, with\na line",,0,,,,'
        "https://legiscan.com/MI/bill/HCR802/2099,",
    ],
    "history.csv": [
        "bill_id,date,chamber,sequence,action",
        "990801,2099-02-03,Senate,2,Passed Roll Call # 7 Yeas 20 Nays 18",
        "990801,2099-01-05,Senate,1,Introduced",
        "990802,2099-01-05,House,1,Introduced",
    ],
    "rollcalls.csv": [
        "bill_id,roll_call_id,date,chamber,description,yea,nay,nv,absent,total",
        "990801,1,2099-02-03,Senate,Third Reading: Passed Roll Call # 7,20,18,0,0,38",
    ],
    "people.csv": ["people_id,name", "1,A. Tester"],
}
OPENSTATES_SET = {
    "bills.csv": [
        "id,identifier,title,classification,subject,session_identifier,jurisdiction,"
        "organization_classification",
        "ocd-bill/1,HB 803,A test,\"['bill']\",\"['Testing', 'Faces']\",136,Ohio,lower",
    ],
    "bill_actions.csv": [
        "order,id,bill_id,organization_id,description,date,classification",
        "1,a2,ocd-bill/1,o2,\"Passed,\nas amended\",2099-02-03,\"['passage', 'reading-3']\"",
        "0,a1,ocd-bill/1,o1,Introduced,2099-01-05,[]",
    ],
    "bill_sources.csv": ["id,note,url,bill_id", "1,,https://example.gov/HB803,ocd-bill/1"],
    "bill_abstracts.csv": ["id,bill_id,abstract,note", "1,ocd-bill/1,A summary,"],
    "organizations.csv": ["id,name,classification", "o1,House,lower", "o2,Senate,upper"],
    "votes.csv": [
        "id,identifier,motion_text,motion_classification,start_date,result,organization_id,bill_id",
        "v1,,Passed as amended,\"['passage']\",2099-02-03,pass,o2,ocd-bill/1",
    ],
    "vote_counts.csv": ["id,vote_event_id,option,value", "1,v1,yes,30", "2,v1,no,3"],
}


def content(value):
    """Bytes of what a file should hold: bytes, text, lines of CSV or a value for JSON."""
    if isinstance(value, bytes):
        return value
    if isinstance(value, list) and value and isinstance(value[0], str):
        value = "\n".join(value) + "\n"
    return (value if isinstance(value, str) else json.dumps(value)).encode()


def rows(*dicts):
    """Lines of CSV for rows as dicts."""
    out = io.StringIO()
    writer = csv.DictWriter(out, dicts[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(dicts)
    return out.getvalue()


def folder(path, files, prefix=""):
    """Write files below a path, each under its name after the prefix."""
    for name, value in files.items():
        file = path / f"{prefix}{name}"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content(value))
    return path


def archive(path, files, prefix=""):
    """The same as a ZIP."""
    with ZipFile(path, "w", ZIP_DEFLATED) as zipped:
        for name, value in files.items():
            zipped.writestr(f"{prefix}{name}", content(value))
    return path


def read(path):
    """(measures, refusals) of a path."""
    found = list(detect.read(path))
    measures = [one for one in found if isinstance(one, IncomingMeasure)]
    return measures, [one for one in found if one not in measures]
