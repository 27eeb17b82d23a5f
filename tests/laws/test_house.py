"""Sizes, reasons for exceptions, names of files, pages that say what is true."""

import re
import shlex
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.laws.source import PACKAGE, ROOT, modules
from undersigned.cli import COMMANDS

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
NAMES_NOBODY_MEANS = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}
LINES = 300
EXCEPTION = r"# (noqa|type: ignore)\b(: [A-Z]+[0-9]+(, [A-Z]+[0-9]+)*|\[[\w-]+\])?"


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_no_file_is_longer_than_one_can_read() -> None:
    long = {named(p): n for p in modules() if (n := len(p.read_text().splitlines())) > LINES}
    assert long == {}


def test_every_exception_to_a_check_has_its_reason_beside_it() -> None:
    bare = []
    for path in [*modules(with_tests=True), *(ROOT / "tests").rglob("*.py"), *(ROOT / "tools").rglob("*.py")]:
        for number, line in enumerate(path.read_text().splitlines(), 1):
            found = re.search(EXCEPTION, line)
            if found and not re.match(r" +(- |# )\w+", line[found.end() :]):
                bare.append(f"{named(path)}:{number}")
    assert not bare, "\n".join(bare)


def test_no_file_is_called_what_nobody_means() -> None:
    assert [named(p) for p in modules() if NAMES_NOBODY_MEANS & set(p.with_suffix("").parts)] == []


@pytest.mark.django_db
def test_every_change_of_a_table_has_its_migration() -> None:
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


def test_no_template_holds_script_or_style() -> None:
    """The Content-Security-Policy would not run them."""
    inline = re.compile(
        r"<style\b|\sstyle=|\son[a-z]+=|javascript:|<script\b(?![^>]*\bsrc=)(?![^>]*type=\"application/(ld\+)?json\")"
    )
    found = [named(p) for p in PACKAGE.rglob("templates/**/*.html") if inline.search(p.read_text())]
    assert found == []


def test_commands_told_of_exist() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    wrong = []
    for page in PAGES:
        text = page.read_text()
        told = re.findall(r"^ *(?:\$ )?(make \w+|undersigned \w+)", text, re.MULTILINE)
        told += re.findall(r"`(?:\.venv/bin/)?(make \w+|undersigned \w+)[^`]*`", text)
        for command in told:
            tool, word = shlex.split(command)
            if word not in (targets if tool == "make" else COMMANDS):
                wrong.append(f"{named(page)}: {command}")
    assert not wrong, "\n".join(wrong)


def test_links_between_pages_lead_somewhere() -> None:
    links = [(page, link) for page in PAGES for link in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text())]
    wrong = [
        f"{named(p)}: {link}" for p, link in links if "://" not in link and not (p.parent / link).exists()
    ]
    assert not wrong, "\n".join(wrong)


def test_the_tour_walks_through_files_that_exist() -> None:
    tour = (ROOT / "docs" / "tour.md").read_text()
    files = re.findall(r"`([\w/.-]+\.(?:py|html|md|toml|js|css))`", tour)
    assert len(set(files)) > 12
    missing = [f for f in files if not any((base / f).exists() for base in (ROOT, PACKAGE, ROOT / "docs"))]
    assert missing == []


@pytest.mark.parametrize("lock", ["run", "dev"])
def test_locks_cover_every_dependency_with_hashes(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.lock").read_text()
    pins = re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==\S+", text, re.MULTILINE)
    project = (ROOT / "pyproject.toml").read_text()
    end = {"run": "[project.optional-dependencies]", "dev": "[dependency-groups]"}[lock]
    wanted = re.findall(r'^  "([\w.-]+)(?:\[[\w,-]+\])?[>"]', project.split(end)[0], re.MULTILINE)
    locked = {name.lower().replace("_", "-") for name in pins}
    assert {name.lower().replace("_", "-") for name in [*wanted, "hatchling"]} <= locked
    assert "://" not in text
    assert all(
        "--hash=sha256:" in block for block in re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    )
