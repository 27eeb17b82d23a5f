"""Codes with their sentences in the reader’s language, for programs that show them to people."""

from collections.abc import Iterable, Mapping
from typing import Any

from undersigned.web import reasons


def reasons_of(why: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Why a comment waits: each reason’s code and data, and what it says."""
    return [{**reason, "sentence": reasons.waiting([reason])[0]} for reason in why]


def case_reasons_of(why: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Why a case is before a person: the same, said to whoever decides it."""
    return [{**reason, "sentence": reasons.deciding(reason)} for reason in why]


def doubts_of(codes: Iterable[str]) -> list[dict[str, Any]]:
    """Why a name is doubted."""
    return [{"code": code, "sentence": " ".join(reasons.doubts([code]))} for code in codes]
