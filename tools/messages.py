"""`make messages`: every sentence of code and templates into the translators' catalogues.

Django's own command needs GNU gettext; this one needs only Babel: a template is turned into
Python-like source by Django, and Babel reads that as it reads Python.
"""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract, extract_python
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).parents[1] / "src" / "undersigned"
LANGUAGES = ("fr",)
PROJECT = "Undersigned"
HEADER = "# Undersigned. Brought up to date by `make messages`."
NOBODY: dict[str, Any] = {
    "version": "",
    "charset": "utf-8",
    "last_translator": "",
    "language_team": "",
    "msgid_bugs_address": "",
    "copyright_holder": PROJECT,
}
KEYWORDS: dict[str, Any] = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "pgettext_lazy": ((1, "c"), 2),
    "ngettext_lazy": (1, 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def template_messages(
    source: BinaryIO, keywords: Any, comment_tags: Any, options: Any
) -> Iterator[tuple[int, Any, list[str], str | None]]:
    """Babel's way to read a Django template. Lines are stripped: their indentation is not Python's."""
    readable = templatize(source.read().decode())
    stripped = "\n".join(line.strip() for line in readable.split("\n"))
    yield from extract_python(BytesIO(stripped.encode()), keywords, comment_tags, options)


def sources() -> Iterator[tuple[Path, Any]]:
    """Each file that speaks to a reader, with what reads it."""
    for path in sorted(PACKAGE.rglob("*")):
        inside = path.relative_to(PACKAGE)
        if {"tests", "migrations", "static"} & set(inside.parts):
            continue
        if path.suffix == ".py":
            yield path, "python"
        elif "templates" in inside.parts and path.suffix in (".html", ".txt", ".xml"):
            yield path, template_messages


@cache
def extracted() -> Catalog:
    """Every sentence to be translated, with the files it stands in."""
    found = Catalog(project=PROJECT, **NOBODY)
    for path, method in sources():
        with path.open("rb") as source:
            for _, message, comments, context in extract(
                method, source, KEYWORDS, comment_tags=("Translators",), options={}, strip_comment_tags=True
            ):
                where = [(str(path.relative_to(PACKAGE)), 0)]
                found.add(message, None, where, auto_comments=comments, context=context)
    return found


def catalogue_path(language: str) -> Path:
    return PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po"


def catalogue(language: str) -> Catalog:
    """The translations there are."""
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(language, header_comment=HEADER, project=PROJECT, **NOBODY)
    with path.open("rb") as source:
        return read_po(source, locale=language)


def missing(language: str) -> list[str]:
    """What is still to be translated: absent, empty in one of its forms, or marked fuzzy."""
    translated = catalogue(language)
    absent = []
    for message in extracted():
        if not message.id:
            continue
        there = translated.get(message.id, context=message.context)
        forms = there.string if there and isinstance(there.string, tuple | list) else [there and there.string]
        if there is None or there.fuzzy or not all(forms):
            absent.append(str(message.id))
    return absent


def main() -> None:
    """Bring each catalogue up to date: new sentences in, gone ones out, the rest untouched."""
    template = extracted()
    for language in LANGUAGES:
        translated = catalogue(language)
        began = translated.creation_date
        translated.update(template, no_fuzzy_matching=True)
        translated.creation_date = translated.revision_date = began  # no change, no difference
        translated.fuzzy = False
        translated.obsolete.clear()
        path = catalogue_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as target:
            write_po(target, translated, width=100, sort_output=True, include_lineno=False, omit_header=False)
        done = f"{len(translated)} sentences, {len(missing(language))} to do"
        print(f"{path.relative_to(PACKAGE.parents[1])}: {done}")


if __name__ == "__main__":
    main()
