"""Statements of reasons as the EU's transparency database takes them (DSA art. 24(5)), and its rules.

Pure: facts in, documents out. Nothing in them is about a person: facts are told by codes, never by what a
moderator typed. Source: the database's public rules, as of 2026-06-24.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

AT_ONCE = 100
LONGEST = {
    "puid": 500,
    "decision_visibility_other": 500,
    "illegal_content_legal_ground": 500,
    "illegal_content_explanation": 2_000,
    "incompatible_content_ground": 500,
    "incompatible_content_explanation": 2_000,
    "decision_ground_reference_url": 500,
    "content_type_other": 500,
    "category_specification_other": 500,
    "decision_facts": 5_000,
    "source_identity": 500,
}
REQUIRED = (
    "puid",
    "decision_ground",
    "content_type",
    "category",
    "content_date",
    "application_date",
    "decision_facts",
    "source_type",
    "automated_detection",
    "automated_decision",
)
RESTRICTIONS = ("decision_visibility", "decision_monetary", "decision_provision", "decision_account")
ENDS = tuple(f"end_date_{kind}_restriction" for kind in ("visibility", "monetary", "service", "account"))
LATEST = date(2038, 1, 1)
EARLIEST = {"content_date": date(2000, 1, 1), "application_date": date(2020, 1, 1)}
BY_GROUND = {
    "DECISION_GROUND_ILLEGAL_CONTENT": ("illegal_content_legal_ground", "illegal_content_explanation"),
    "DECISION_GROUND_INCOMPATIBLE_CONTENT": (
        "incompatible_content_ground",
        "incompatible_content_explanation",
    ),
}
PUID = re.compile(r"[A-Za-z0-9_-]+")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
LANGUAGE = re.compile(r"[A-Z]{2}")
EUROPEAN = re.compile(  # the EU, and the EEA
    r"AT|BE|BG|CY|CZ|DE|DK|EE|ES|FI|FR|GR|HR|HU|IE|IS|IT|LI|LT|LU|LV|MT|NL|NO|PL|PT|RO|SE|SI|SK"
)

VISIBILITY = {
    "remove": "DECISION_VISIBILITY_CONTENT_REMOVED",
    "hold": "DECISION_VISIBILITY_CONTENT_DISABLED",
    "label": "DECISION_VISIBILITY_CONTENT_LABELLED",
    "refuse": "DECISION_VISIBILITY_OTHER",
}
SOURCES = {
    "own": "SOURCE_VOLUNTARY",
    "report": "SOURCE_TYPE_OTHER_NOTIFICATION",
    "notice": "SOURCE_ARTICLE_16",
    "order": "SOURCE_TYPE_OTHER_NOTIFICATION",
}
BROUGHT = {
    "own": "The newsroom looked at it on its own initiative.",
    "report": "A reader had reported it.",
    "notice": "It had been notified as unlawful.",
    "order": "A court or an authority had ordered it.",
}
DONE = {
    "remove": "A published comment under a news story was removed.",
    "hold": "A published comment under a news story was taken out of sight until it is decided about.",
    "label": "A note of the newsroom was put under a published comment.",
    "refuse": "A comment submitted under a news story was not published.",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """One decision with what the database asks of it.

    Shape  clauses: number, title and text of each, of that version of the guidelines; codes: why a person
           looked; the rest as in a decision
    """

    puid: str
    verdict: str
    clauses: Sequence[tuple[str, str, str]]
    guidelines_version: int
    guidelines_url: str
    law: str
    law_text: str
    source: str
    detector: str
    is_automatic: bool
    language: str
    codes: Sequence[str]
    submitted_at: datetime
    decided_at: datetime


def statement(judged: Judged) -> dict[str, Any]:
    """One statement of reasons. Shape  verdict: a key of `VISIBILITY`"""
    content: dict[str, Any] = {
        "puid": judged.puid,
        "decision_visibility": [VISIBILITY[judged.verdict]],
        **_ground(judged),
        "content_type": ["CONTENT_TYPE_TEXT"],
        "category": "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH"
        if judged.law
        else "STATEMENT_CATEGORY_OTHER_VIOLATION_TC",
        "content_date": judged.submitted_at.date().isoformat(),
        "application_date": judged.decided_at.date().isoformat(),
        "decision_facts": _facts(judged),
        "source_type": SOURCES[judged.source],
        "automated_detection": f"AUTOMATED_DETECTION_{'YES' if judged.detector else 'NO'}",
        "automated_decision": f"AUTOMATED_DECISION_{'FULLY' if judged.is_automatic else 'NOT_AUTOMATED'}",
        "content_language": judged.language[:2].upper(),
    }
    if judged.verdict == "refuse":
        content["decision_visibility_other"] = "Not published"
    if judged.source == "order":
        content["source_identity"] = "A court or an authority"
    return content


def _ground(judged: Judged) -> dict[str, str]:
    if judged.law:
        return {
            "decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT",
            "illegal_content_legal_ground": judged.law[:500],
            "illegal_content_explanation": (judged.law_text or judged.law)[:2_000],
        }
    named = "; ".join(f"{number} {title}" for number, title, _ in judged.clauses) or "label"
    words = "\n".join(text for _, _, text in judged.clauses) or "A note was put under it, no more"
    return {
        "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
        "incompatible_content_ground": f"Guidelines, version {judged.guidelines_version}: {named}"[:500],
        "incompatible_content_explanation": words[:2_000],
        "incompatible_content_illegal": "INCOMPATIBLE_CONTENT_ILLEGAL_NO",
        "decision_ground_reference_url": judged.guidelines_url,
    }


def _facts(judged: Judged) -> str:
    said = [DONE[judged.verdict]]
    if not judged.is_automatic or judged.source != "own":
        said.append(BROUGHT[judged.source])
    if judged.codes:
        said.append(f"Looked at because of: {', '.join(dict.fromkeys(judged.codes))}.")
    if judged.detector:
        said.append(f"A program ({judged.detector}) had marked something in it.")
    said.append("A rule decided." if judged.is_automatic else "A person decided.")
    return " ".join(said)[:5_000]


def batches(statements: Sequence[dict[str, Any]]) -> Iterator[Sequence[dict[str, Any]]]:
    """As many as one call takes."""
    for start in range(0, len(statements), AT_ONCE):
        yield statements[start : start + AT_ONCE]


def faults(content: Mapping[str, Any], values: Mapping[str, Sequence[str]]) -> list[str]:
    """Which fields the database would refuse; empty for none.

    Shape  values: what it allows, by its own names
    """
    found = [name for name in REQUIRED if not content.get(name)]
    found += [name for name, most in LONGEST.items() if len(str(content.get(name) or "")) > most]
    if not PUID.fullmatch(str(content.get("puid", ""))):
        found.append("puid")
    if not any(content.get(name) for name in RESTRICTIONS):
        found.append("decision_visibility")
    found += _ground_faults(content)
    found += _date_faults(content)
    found += _value_faults(content, values)
    if bool(content.get("source_identity")) and content.get("source_type") == "SOURCE_VOLUNTARY":
        found.append("source_identity")
    if not all(EUROPEAN.fullmatch(country) for country in content.get("territorial_scope") or ()):
        found.append("territorial_scope")
    language = content.get("content_language")
    if language is not None and not LANGUAGE.fullmatch(str(language)):
        found.append("content_language")
    return sorted(set(found))


def _ground_faults(content: Mapping[str, Any]) -> list[str]:
    ground = content.get("decision_ground")
    found = []
    for name, fields in BY_GROUND.items():
        found += [field for field in fields if bool(content.get(field)) != (name == ground)]
    if content.get("incompatible_content_illegal") and ground != "DECISION_GROUND_INCOMPATIBLE_CONTENT":
        found.append("incompatible_content_illegal")
    address = content.get("decision_ground_reference_url")
    if address is not None and not re.match(r"https?://\S+$", str(address)):
        found.append("decision_ground_reference_url")
    return found


def _date_faults(content: Mapping[str, Any]) -> list[str]:
    found = []
    for name in (*EARLIEST, *ENDS):
        said = content.get(name)
        if not said:
            continue
        if not DAY.fullmatch(str(said)):
            found.append(name)
            continue
        try:
            day = date.fromisoformat(str(said))
        except ValueError:
            found.append(name)
            continue
        if day > LATEST or day < EARLIEST.get(name, date.min):
            found.append(name)
    return found


def _value_faults(content: Mapping[str, Any], values: Mapping[str, Sequence[str]]) -> list[str]:
    """Values that are not allowed; and a word of one's own where, and only where, OTHER is said."""
    lists = {"decision_visibility": "decision_visibilities", "content_type": "content_types"}
    lists |= {"category_addition": "statement_categories", "category_specification": "keywords"}
    single = {
        "decision_monetary": "decision_monetaries",
        "decision_provision": "decision_provisions",
        "decision_account": "decision_accounts",
        "account_type": "account_types",
        "decision_ground": "decision_grounds",
        "category": "statement_categories",
        "source_type": "source_types",
        "automated_detection": "automated_detections",
        "automated_decision": "automated_decisions",
        "incompatible_content_illegal": "incompatible_content_illegals",
    }
    found = [
        name
        for name, allowed in lists.items()
        if name in content
        and not (isinstance(content[name], list) and set(content[name]) <= set(values[allowed]))
    ]
    found += [
        name
        for name, allowed in single.items()
        if content.get(name) is not None and content[name] not in values[allowed]
    ]
    for name, other in (
        ("decision_visibility", "DECISION_VISIBILITY_OTHER"),
        ("content_type", "CONTENT_TYPE_OTHER"),
    ):
        if (other in (content.get(name) or [])) != bool(content.get(f"{name}_other")):
            found.append(f"{name}_other")
    return found
