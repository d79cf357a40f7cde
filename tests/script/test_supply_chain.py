"""What the site is made of: pinned, licensed, listed, and held against advisories."""

import json
import re
import zipfile

import audit
import pytest
import sbom
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packages import FILES, ROOT, packages

FREE = re.compile(
    r"MIT|MIT-0|0BSD|BSD-[234]-Clause|Apache-2\.0|PSF-2\.0|ISC|MPL-2\.0|OFL-1\.1|Zlib|Unlicense"
    r"|LGPL-[23]\.0-(only|or-later)|CC0-1\.0|Artistic-1\.0-Perl"
)


def advisory(**affected):
    return {
        "id": "PYSEC-1",
        "summary": "Anyone may read anything",
        "affected": [{"package": {"ecosystem": "PyPI", "name": "Django"}, **affected}],
    }


def ranged(*events):
    return advisory(ranges=[{"type": "ECOSYSTEM", "events": list(events)}])


@pytest.fixture
def django():
    return next(package for package in packages() if package.name == "django")


def test_every_package_is_pinned_with_the_hashes_of_its_files():
    for file in FILES:
        blocks = re.findall(r"^[a-z].*?(?=^[a-z#]|\Z)", (ROOT / file).read_text(), re.M | re.S)
        assert len(blocks) > 20
        assert [block for block in blocks if "==" not in block or "--hash=" not in block] == []


def test_every_package_that_we_chose_says_what_it_is_for():
    for file in FILES:
        chosen = (ROOT / file).read_text().split("# What those need.")[0]
        names = re.findall(r"^([a-z0-9-]+)(?:\[.*\])?==", chosen, re.M)
        told = {package.name for package in packages() if package.why}
        assert set(names) <= told


def test_every_license_is_known_and_free():
    for package in packages():
        parts = re.split(r" (?:AND|OR) ", package.license)
        either = " OR " in package.license
        free = [bool(FREE.fullmatch(part)) for part in parts]
        assert any(free) if either else all(free), f"{package.name}: {package.license!r}"


def test_the_shipped_list_is_valid_cyclonedx_and_names_what_is_pinned():
    shipped = (ROOT / "docs" / "sbom.json").read_text()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(shipped) is None
    assert shipped == sbom.sbom() + "\n"
    listed = {part["bom-ref"] for part in json.loads(shipped)["components"]}
    assert listed == {f"{package.name}=={package.version}" for package in packages()}


@pytest.mark.parametrize(
    ("document", "is_found"),
    [
        (ranged({"introduced": "0"}), True),
        (ranged({"introduced": "0"}, {"fixed": "4.2"}), False),
        (ranged({"introduced": "0"}, {"fixed": "4.2"}, {"introduced": "5.0"}), True),
        (ranged({"introduced": "5.0"}, {"introduced": "0"}, {"fixed": "4.2"}), True),
        (ranged({"introduced": "0"}, {"last_affected": "5.1"}), False),
        (ranged({"introduced": "99"}), False),
        (advisory(versions=["1.0"]), False),
        (ranged({"introduced": "0"}) | {"withdrawn": "2026-01-01T00:00:00Z"}, False),
    ],
)
def test_an_advisory_is_found_where_its_versions_hold_ours(tmp_path, capsys, document, is_found):
    path = tmp_path / "advisories.json"
    path.write_text(json.dumps([document]))
    assert audit.audit(path) == (1 if is_found else 0)
    assert ("PYSEC-1 Anyone may read anything" in capsys.readouterr().out) == is_found


def test_the_pinned_version_itself_and_the_last_affected_one_are_found(tmp_path, django):
    path = tmp_path / "advisories.json"
    events = {"introduced": "0"}, {"last_affected": django.version}
    for document in (advisory(versions=[django.version]), ranged(*events)):
        path.write_text(json.dumps(document))
        assert audit.audit(path) == 1
    path.write_text(json.dumps(ranged({"introduced": "0"}, {"fixed": django.version})))
    assert audit.audit(path) == 0


def test_the_archive_of_osv_is_read_whole(tmp_path):
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("PYSEC-0.json", json.dumps(ranged({"introduced": "99"})))
        archive.writestr("PYSEC-1.json", json.dumps(ranged({"introduced": "0"})))
    assert audit.audit(path) == 1


@pytest.mark.parametrize("text", ["", "{", "[1]", "{}", '{"vulns": 3}', "<html>"])
def test_what_is_no_advisory_file_is_refused_in_a_sentence(tmp_path, capsys, text):
    path = tmp_path / "advisories.json"
    path.write_text(text)
    assert audit.audit(path) == 2
    assert "is no advisory file" in capsys.readouterr().err
