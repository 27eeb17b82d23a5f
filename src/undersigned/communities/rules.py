"""What a community and its texts must be. Facts in, complaints out."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

NOTICES = ("names", "licence", "endorsement", "guidelines", "welcome")
TITLE_MAX = 120
NAME_MAX = 120
SLUG_MAX = 40
ORIGIN_MAX = 255
PORT_MAX = 65_535
SLOWEST = 86_400
LOOKED_BACK = 10  # so many comments of an author say something of the next
MOST_WORDS = 5_000
LONGEST_ENTRY = 80
SHORTEST_ENTRY = 2
PER_CENT = 100
MOST_PROMISED = 200  # thousandths
LEAST_TO_REFUSE = 90  # per cent

# First steps of the product's own addresses: a community cannot stand in their place.
RESERVED_SLUGS = frozenset(
    [
        "account",
        "accounts",
        "admin",
        "api",
        "desk",
        "embed",
        "favicon",
        "feed",
        "healthz",
        "i18n",
        "language",
        "media",
        "metrics",
        "notices",
        "oembed",
        "people",
        "privacy",
        "problems",
        "readyz",
        "robots",
        "search",
        "sitemap",
        "static",
        "terms",
        "v1alpha1",
        "webhooks",
    ]
)

Clauses: TypeAlias = Sequence[tuple[str, str, str]]
"""Number, title and text of each clause, in reading order."""

Complaints: TypeAlias = dict[str, list[str]]
"""Name of the field → reason codes. Empty when all is well."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_ORIGIN = re.compile(
    rf"(?:https://(?:{_LABEL}(?:\.{_LABEL})*)|https?://(?:localhost|127\.0\.0\.1|\[::1\]))(?::([1-9][0-9]{{0,4}}))?"
)
_UNSAID_PORTS = {"https": "443", "http": "80"}
_NUMBER = re.compile(r"[1-9][0-9]{0,2}(?:\.[1-9][0-9]{0,2}){0,1}")


def choose_language(wanted: str, offered: Sequence[str]) -> str:
    """The offered language nearest to the wanted one; the community's own where none is near."""
    tag = wanted.lower().replace("_", "-")
    for candidate in (tag, tag.split("-")[0]):
        if candidate in offered:
            return candidate
    return offered[0]


def doubts_about_community(
    *,
    slug: str,
    name: str,
    publisher: str,
    languages: Sequence[str],
    names: str,
    mode: str,
    origins: Iterable[str],
    known_languages: Iterable[str],
) -> Complaints:
    """Why a community cannot be founded so."""
    found: Complaints = {}
    if len(slug) > SLUG_MAX or not _SLUG.fullmatch(slug):
        found["slug"] = ["malformed"]
    elif slug in RESERVED_SLUGS:
        found["slug"] = ["reserved"]
    for label, value in (("name", name), ("publisher", publisher)):
        if not value.strip():
            found[label] = ["missing"]
        elif len(value) > NAME_MAX:
            found[label] = ["too-long"]
    if not languages:
        found["languages"] = ["missing"]
    elif not set(languages) <= set(known_languages):
        found["languages"] = ["unknown"]
    elif len(set(languages)) != len(languages):
        found["languages"] = ["repeated"]
    if names not in ("full", "youth"):
        found["names"] = ["unknown"]
    return found | doubts_about_mode(mode, names) | doubts_about_origins(origins)


def doubts_about_mode(mode: str, names: str) -> Complaints:
    """Why a community with this names policy cannot be moderated so."""
    if mode not in ("before", "after", "reactive"):
        return {"mode": ["unknown"]}
    return {"mode": ["youth-before"]} if names == "youth" and mode != "before" else {}


def doubts_about_limits(**limits: int | None) -> Complaints:
    """Why these cannot be the limits at which a conversation closes. None is no limit."""
    return {name: ["not-positive"] for name, limit in limits.items() if limit is not None and limit < 1}


def doubts_about_controls(
    *,
    slow_seconds: int,
    most_per_author: int | None,
    first_held: int,
    record_held: int,
    links: str,
    repeats: str,
    other_languages: str,
    suspect: Sequence[str],
    banned: Sequence[str],
) -> Complaints:
    """Why these cannot be how a community keeps its conversations in order."""
    found: Complaints = {}
    numbers = {"slow_seconds": (slow_seconds, SLOWEST), "first_held": (first_held, LOOKED_BACK)}
    for name, (number, most) in (numbers | {"record_held": (record_held, LOOKED_BACK)}).items():
        if not 0 <= number <= most:
            found[name] = ["too-small" if number < 0 else "too-big"]
    if most_per_author is not None and most_per_author < 1:
        found["most_per_author"] = ["too-small"]
    takings = {"links": links, "repeats": repeats, "other_languages": other_languages}
    for name, taking in takings.items():
        if taking not in ("allow", "hold", "refuse"):
            found[name] = ["unknown"]
    for name, words in (("suspect", suspect), ("banned", banned)):
        if len(words) > MOST_WORDS:
            found[name] = ["too-many"]
        elif any(len(word) > LONGEST_ENTRY or len(word.strip("*")) < SHORTEST_ENTRY for word in words):
            found[name] = ["word-too-short-or-long"]
    return found


def doubts_about_triage(
    *,
    unseen_below: int,
    hold_above: int,
    promise_per_mille: int,
    refusals: Sequence[tuple[str, str, int]],
    is_youth: bool,
    clauses: Collection[str],
    attributes: Collection[str],
) -> Complaints:
    """Why a score cannot do this here.

    Shape  refusals: clause, attribute, and from how many per cent on; clauses: of the guidelines in force
    """
    found: Complaints = {}
    if not 0 <= unseen_below <= hold_above:
        found["unseen_below"] = ["too-small" if unseen_below < 0 else "above-the-other"]
    if not 1 <= hold_above <= PER_CENT:
        found["hold_above"] = ["too-small" if hold_above < 1 else "too-big"]
    if not 1 <= promise_per_mille <= MOST_PROMISED:
        found["promise_per_mille"] = ["too-small" if promise_per_mille < 1 else "too-big"]
    if is_youth and unseen_below:
        found["unseen_below"] = ["youth-person"]
    if is_youth and refusals:
        found["refusals"] = ["youth-person"]
    elif len({clause for clause, _, _ in refusals}) != len(refusals):
        found["refusals"] = ["named-twice"]
    elif any(clause not in clauses or attribute not in attributes for clause, attribute, _ in refusals):
        found["refusals"] = ["unknown"]
    elif any(not max(LEAST_TO_REFUSE, hold_above) <= above < PER_CENT for _, _, above in refusals):
        found["refusals"] = ["not-sure-enough"]
    return found


def doubts_about_origins(origins: Iterable[str]) -> Complaints:
    """Why one of these cannot be an origin whose pages write here."""
    return {} if all(is_origin(origin) for origin in origins) else {"origins": ["malformed"]}


def doubts_about_removed(removed: Iterable[str], origins: Iterable[str]) -> Complaints:
    """Why these cannot be taken off the list: a slip of the pen would leave one on it."""
    return {} if set(removed) <= set(origins) else {"origins": ["not-there"]}


def is_origin(text: str) -> bool:
    """Whether this is an origin just as a browser sends it: https, or this very machine in the clear.

    Source  RFC 6454 §6.2: small letters, no port that goes without saying, nothing after
    """
    found = _ORIGIN.fullmatch(text)
    if found is None or len(text) > ORIGIN_MAX:
        return False
    port = found[1]
    return port is None or (port != _UNSAID_PORTS[text.partition(":")[0]] and int(port) <= PORT_MAX)


def doubts_about_licence(texts: Mapping[str, str], languages: Sequence[str]) -> Complaints:
    """Why these texts cannot be the next licence: every language of the community, none empty."""
    if set(texts) != set(languages):
        return {"licence": ["languages-differ"]}
    return {} if all(text.strip() for text in texts.values()) else {"licence": ["missing"]}


def doubts_about_guidelines(clauses: Mapping[str, Clauses], languages: Sequence[str]) -> Complaints:
    """Why these cannot be the next guidelines: every language, the same numbers in the same order."""
    if set(clauses) != set(languages):
        return {"guidelines": ["languages-differ"]}
    numbers = {tuple(number for number, _, _ in each) for each in clauses.values()}
    if len(numbers) != 1:
        return {"guidelines": ["numbers-differ"]}
    if not are_numbers_in_order(numbers.pop()):
        return {"guidelines": ["numbers-out-of-order"]}
    written = [part for each in clauses.values() for _, title, text in each for part in (title, text)]
    if not all(part.strip() for part in written):
        return {"guidelines": ["missing"]}
    too_long = any(len(title) > TITLE_MAX for each in clauses.values() for _, title, _ in each)
    return {"guidelines": ["too-long"]} if too_long else {}


def are_numbers_in_order(numbers: Sequence[str]) -> bool:
    """Whether clause numbers (1, 2, 2.1, 3) are well made, rise, and each part stands under its whole."""
    if not numbers or not all(_NUMBER.fullmatch(number) for number in numbers):
        return False
    steps = [tuple(int(step) for step in number.split(".")) for number in numbers]
    rising = all(before < after for before, after in pairwise(steps))
    return rising and all(step[:-1] in steps for step in steps if len(step) > 1)


def doubts_about_notices(notices: Mapping[str, Mapping[str, str]], languages: Sequence[str]) -> Complaints:
    """Why these cannot be the notices: every kind in every language, none empty."""
    if set(notices) != set(languages):
        return {"notices": ["languages-differ"]}
    if any(set(each) != set(NOTICES) for each in notices.values()):
        return {"notices": ["kinds-differ"]}
    if not all(text.strip() for each in notices.values() for text in each.values()):
        return {"notices": ["missing"]}
    return {}
