"""What deploy/ says of the site is true of the code: settings, limits, commands, times."""

import re
from functools import cache
from pathlib import Path

import pytest
import yaml
from environment import ROOT

from dashboard import rsgi

DEPLOY = ROOT / "deploy"
KUBERNETES = sorted((DEPLOY / "kubernetes").glob("*.yaml"))
SETTINGS = set(re.findall(r"`([A-Z_]{4,})`", (ROOT / "docs/configuration.md").read_text()))
OF_OTHERS = {"PGDATA", "POSTGRES_DB", "POSTGRES_USER", "POSTGRES_INITDB_ARGS", "PRIMARY_HOST",
             "POSTGRES_PASSWORD", "REPLICATION_PASSWORD"}  # fmt: skip


def read(path: str) -> str:
    return (DEPLOY / path).read_text()


@cache
def objects() -> list[dict]:
    return [one for path in KUBERNETES for one in yaml.safe_load_all(path.read_text())]


def pods() -> list[tuple[str, dict]]:
    """The name and the specification of each pod."""
    found = []
    for one in objects():
        spec = one.get("spec", {})
        spec = spec.get("jobTemplate", {}).get("spec", spec)
        if "template" in spec:
            found.append((one["metadata"]["name"], spec["template"]["spec"]))
    return found


def test_every_setting_that_containers_get_is_one():
    compose = yaml.safe_load(read("compose.yaml"))
    given = {name for one in compose["services"].values() for name in one.get("environment", {})}
    for _, pod in pods():
        given |= {each["name"] for one in pod["containers"] for each in one.get("env", [])}
    settings = yaml.safe_load(read("kustomization.yaml"))["configMapGenerator"][0]["literals"]
    given |= {line.partition("=")[0] for line in settings}
    given |= set(re.findall(r"^#?([A-Z_]+)=", read("systemd/environment.example"), re.M))

    assert given - OF_OTHERS <= SETTINGS


@pytest.mark.parametrize(("name", "pod"), pods())
def test_every_pod_may_do_little_and_says_what_it_needs(name, pod):
    assert pod["securityContext"]["runAsNonRoot"]
    assert not pod["automountServiceAccountToken"]
    for one in pod["containers"]:
        assert {"requests", "limits"} <= set(one["resources"])
        assert one["securityContext"]["readOnlyRootFilesystem"]
        assert not one["securityContext"]["allowPrivilegeEscalation"]
        mounted = {each["name"] for each in one.get("volumeMounts", [])}
        claimed = {"data"} if name.startswith("postgres") else set()
        assert mounted <= {each["name"] for each in pod["volumes"]} | claimed


def test_all_files_are_named_and_all_named_are_there():
    said = yaml.safe_load(read("kustomization.yaml"))
    assert set(said["resources"]) == {f"kubernetes/{path.name}" for path in KUBERNETES}
    files = [file for one in said["configMapGenerator"] for file in one.get("files", [])]
    assert all((DEPLOY / file.rpartition("=")[2]).exists() for file in files)


def test_no_secret_stands_in_a_file_and_each_that_is_used_is_explained():
    assert not [one for one in objects() if one["kind"] == "Secret"]
    used = {
        each["secretRef"]["name"]
        for _, pod in pods()
        for one in pod["containers"]
        for each in one.get("envFrom", [])
        if "secretRef" in each
    }
    for name in used | {"facelaw-tls", "pooler"}:
        assert re.search(rf"create secret \w+ {name}\b", read("README.md")), name


def test_commands_by_the_clock_are_those_of_the_manual():
    units = {path.stem: path.read_text() for path in (DEPLOY / "systemd").glob("*.service")}
    commands = {
        found[1] for text in units.values() if (found := re.search(r"script/manage (\w+)", text))
    }
    jobs = " ".join(str(one) for one in objects() if one["kind"] == "CronJob")
    by_the_clock = set(re.findall(r"script/manage (\w+)", section("By the clock")))

    assert by_the_clock <= commands
    # In Kubernetes each pod has its own files, and makes them when one is asked for.
    assert all(re.search(rf"\b{name}\b", jobs) for name in commands - {"make_files"})
    for name in commands:
        assert any(ROOT.glob(f"*/management/commands/{name}.py")), name
    timers = {path.stem for path in (DEPLOY / "systemd").glob("*.timer")}
    assert timers == set(units) - {"facelaw-site"}


def section(title: str) -> str:
    text = Path(ROOT / "docs/running.md").read_text()
    return text.split(f"## {title}\n")[1].split("\n## ")[0]


def test_the_proxy_takes_what_the_application_takes():
    sizes = re.findall(r"client_max_body_size (\d+)([km]);", read("nginx/facelaw.conf"))
    taken = [int(number) * {"k": 1024, "m": 1024**2}[unit] for number, unit in sizes]

    assert taken == [rsgi.MOST_BYTES, rsgi.MOST_OF_STAFF]


def test_the_pooler_sets_the_time_limits_that_it_does_not_pass_on():
    options = re.search(r'"(-c statement_timeout[^"]+)"', (ROOT / "dashboard/wsgi.py").read_text())
    limits = {name: int(text) * 1000 for name, text in re.findall(r"(\w+)=(\d+)s", options[1])}
    pooler = read("pgbouncer/pgbouncer.ini")

    assert "pool_mode = transaction" in pooler
    assert "options" in re.search(r"ignore_startup_parameters = (.+)", pooler)[1]
    queries = re.findall(r"connect_query='([^']+)'", pooler)
    assert len(queries) == 2
    for query in queries:
        said = {name: int(text) for name, text in re.findall(r"SET (\w+) = (\d+)", query)}
        assert said == limits
