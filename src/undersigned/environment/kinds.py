"""Kinds of values that several settings share."""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator

LONGEST_DAYS = 36_500
LONGEST_HOURS = 8_760
MOST_SAMPLED = 1_000


def _whole(least: int, most: int) -> BeforeValidator:
    def checked(value: Any) -> int:
        if not re.fullmatch("[0-9]{1,6}", str(value)) or not least <= int(value) <= most:
            raise ValueError(f"must be a whole number from {least} to {most}")
        return int(value)

    return BeforeValidator(checked)


def _share(value: Any) -> float:
    if not re.fullmatch(r"0(\.[0-9]{1,4})?|1(\.0+)?", str(value)):
        raise ValueError("must be a number from 0 to 1, such as 0.9")
    return float(value)


Share = Annotated[float, BeforeValidator(_share)]
Seconds = Annotated[int, _whole(1, 60)]
ADay = Annotated[int, _whole(0, 999_999)]
Sample = Annotated[int, _whole(0, MOST_SAMPLED)]
Days = Annotated[int, _whole(1, LONGEST_DAYS)]
Hours = Annotated[int, _whole(1, LONGEST_HOURS)]
HoursFromADay = Annotated[int, _whole(24, LONGEST_HOURS)]
"""A day at least."""
