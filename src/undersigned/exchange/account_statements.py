"""Statements of reasons for what limits an account, as the EU's transparency database takes them.

Pure, and about nobody: what a moderator typed stays out. A warning limits nothing and is not told. Source: as
`statements`.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .statements import LATEST

DONE = {
    "hold": "What an account submits is read by a person before it is published.",
    "slow": "An account may submit comments less often.",
    "suspend": "An account may not submit comments for a time; reading stays possible.",
    "ban": "An account may not submit comments any more; reading stays possible.",
}
KINDS = tuple(DONE)


@dataclass(frozen=True, slots=True)
class Limited:
    """One restriction, as the database asks of it. Shape  kind: of `KINDS`; until: None without an end"""

    puid: str
    kind: str
    until: datetime | None
    guidelines_version: int
    guidelines_url: str
    at: datetime


def account_statement(limited: Limited) -> dict[str, Any]:
    """One statement: a suspension or a ban is of the account, a hold or a slower pace of the service."""
    day = limited.at.date().isoformat()
    return {
        "puid": limited.puid,
        **_restriction(limited),
        "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
        "incompatible_content_ground": f"Guidelines, version {limited.guidelines_version}",
        "incompatible_content_explanation": "What the account had submitted, taken together, broke them.",
        "incompatible_content_illegal": "INCOMPATIBLE_CONTENT_ILLEGAL_NO",
        "decision_ground_reference_url": limited.guidelines_url,
        "content_type": ["CONTENT_TYPE_OTHER"],
        "content_type_other": "An account",
        "category": "STATEMENT_CATEGORY_OTHER_VIOLATION_TC",
        "content_date": day,
        "application_date": day,
        "decision_facts": f"{DONE[limited.kind]} A person decided, on the newsroom’s own initiative.",
        "source_type": "SOURCE_VOLUNTARY",
        "automated_detection": "AUTOMATED_DETECTION_NO",
        "automated_decision": "AUTOMATED_DECISION_NOT_AUTOMATED",
        "account_type": "ACCOUNT_TYPE_PRIVATE",
    }


def _restriction(limited: Limited) -> dict[str, str]:
    """What is limited, and until when; an end that the database cannot tell counts as none."""
    ends = limited.until is not None and limited.until.date() <= LATEST
    end = limited.until.date().isoformat() if limited.until is not None and ends else ""
    if limited.kind in ("hold", "slow"):
        told = {"decision_provision": "DECISION_PROVISION_PARTIAL_SUSPENSION"}
        return told | ({"end_date_service_restriction": end} if end else {})
    is_for_ever = limited.kind == "ban" and limited.until is None
    told = {"decision_account": f"DECISION_ACCOUNT_{'TERMINATED' if is_for_ever else 'SUSPENDED'}"}
    return told | ({"end_date_account_restriction": end} if end else {})
