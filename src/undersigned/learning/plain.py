"""What is seen of a text without a model: how long, how loud, how many links and figures. Pure."""

import re

from numpy import array, float32, log1p
from numpy.typing import NDArray

LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


def plain(text: str) -> "NDArray[float32]":
    """Shape  (5,)"""
    letters = max(len(text), 1)
    return array(
        [
            log1p(len(text)),
            len(LINK.findall(text)),
            sum(c.isupper() for c in text) / letters,
            sum(c.isdigit() for c in text) / letters,
            text.count("!") / letters**0.5,
        ],
        float32,
    )
