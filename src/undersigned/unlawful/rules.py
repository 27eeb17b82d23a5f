"""What a notice of unlawful content has to say, and how far it is. Facts in, verdict out."""

import re
from collections.abc import Collection, Sequence
from uuid import UUID

from .shapes import AnswerDraft, DefamationDraft, ItemDraft, NoticeDraft, Outcome, State

MOST_ITEMS = 20
LONGEST = {"name": 161, "email": 254}
LONGEST_OF_DEFAMATION = LONGEST | {"where": 2_000, "words": 2_000, "meaning": 2_000, "untrue": 2_000}
LONGEST_OF_ANSWER = {"name": 161, "address": 500}
LONGEST_OF_ITEM = {"where": 2_000, "law": 500, "text": 2_000}
REFERENCE = "23456789BCDFGHJKMNPQRSTVWXYZ"  # nothing that is misread, no vowels to make words of
OUTCOMES: dict[str, Outcome] = {
    "remove": "removed",
    "refuse": "removed",
    "label": "labelled",
    "publish": "stays",
    "restore": "stays",
}
_FAR: tuple[State, ...] = ("unconfirmed", "received", "with-a-person", "answered")
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)

Fields = dict[str, list[str]]
"""Name of the field, items as `items.0.law` → reason codes. Empty when all is well."""


def comment_in(where: str) -> UUID | None:
    """The comment that an address names, by whatever page it is seen on; or an id alone."""
    found = _ID.findall(where)
    return UUID(found[-1]) if found else None


def may_be_anonymous(items: Sequence[ItemDraft]) -> bool:
    """Whoever reports the sexual abuse of children, and nothing else, need not say who they are."""
    return bool(items) and all(item.child_abuse for item in items)


def check(draft: NoticeDraft, shown: Collection[UUID], *, is_address: bool) -> Fields:
    """What is missing in a notice, or does not fit.

    Shape   shown: those of its comments that readers see; is_address: whether its e-mail address is one
    Source  DSA art. 16(2)
    """
    fields: Fields = {}
    if not draft.items:
        fields["items"] = ["required"]
    if len(draft.items) > MOST_ITEMS:
        fields["items"] = ["too-many"]
    for number, item in enumerate(draft.items[:MOST_ITEMS]):
        fields |= {f"items.{number}.{name}": why for name, why in _check_item(item, shown).items()}
        if comment_in(item.where) in {comment_in(before.where) for before in draft.items[:number]} - {None}:
            fields[f"items.{number}.where"] = ["named-twice"]
    fields |= _check_writer(draft, is_address=is_address)
    fields |= _too_long(draft, LONGEST)
    if not draft.good_faith:
        fields["good_faith"] = ["required"]
    return fields


def _check_item(item: ItemDraft, shown: Collection[UUID]) -> Fields:
    fields: Fields = {}
    if comment_in(item.where) not in shown:
        fields["where"] = ["no-comment" if item.where.strip() else "required"]
    if not item.law.strip() and not item.child_abuse:
        fields["law"] = ["required"]
    if not item.text.strip():
        fields["text"] = ["required"]
    return fields | _too_long(item, LONGEST_OF_ITEM)


def _check_writer(draft: NoticeDraft, *, is_address: bool) -> Fields:
    """Name and address go together; both may be left out where `may_be_anonymous`."""
    name, email = draft.name.strip(), draft.email.strip()
    if not name and not email and may_be_anonymous(draft.items):
        return {}
    fields: Fields = {}
    if not name:
        fields["name"] = ["required"]
    if not is_address:
        fields["email"] = ["not-an-address" if email else "required"]
    return fields


def check_defamation(draft: DefamationDraft, *, is_shown: bool, is_address: bool) -> Fields:
    """What a complaint under the UK's regulations lacks, each point of it.

    Shape   is_shown: whether readers see a comment at its address; is_address: as for `check`
    Source  Defamation Act 2013, s. 5(6); SI 2013/3028, reg. 2
    """
    fields: Fields = {}
    if not is_shown:
        fields["where"] = ["no-comment" if draft.where.strip() else "required"]
    if not is_address:
        fields["email"] = ["not-an-address" if draft.email.strip() else "required"]
    for name in ("words", "meaning", "untrue", "name"):
        if not getattr(draft, name).strip():
            fields[name] = ["required"]
    if not draft.lacks_means:
        fields["lacks_means"] = ["required"]
    fields |= {name: ["required"] for name in ("pass_name", "pass_email") if getattr(draft, name) is None}
    return fields | _too_long(draft, LONGEST_OF_DEFAMATION)


def check_answer(draft: AnswerDraft) -> Fields:
    """What an author's answer lacks: who stands by a comment says who they are, and whether to pass it on.

    Source  SI 2013/3028, schedule
    """
    if draft.answer == "remove":
        return {}
    if draft.answer != "keep":
        return {"answer": ["required"]}
    fields: Fields = {name: ["required"] for name in ("name", "address") if not getattr(draft, name).strip()}
    if draft.pass_on is None:
        fields["pass_on"] = ["required"]
    return fields | _too_long(draft, LONGEST_OF_ANSWER)


def _too_long(draft: object, longest: dict[str, int]) -> Fields:
    return {name: ["too-long"] for name, most in longest.items() if len(getattr(draft, name)) > most}


def item_state(*, is_taken_up: bool, is_reported: bool, is_open: bool, is_seen: bool) -> State:
    """How far one comment of a notice is.

    Shape  is_reported: it became a report; is_open, is_seen: so is its case, by a person
    """
    if not is_taken_up:
        return "unconfirmed"
    if not is_reported or not is_open:
        return "answered"
    return "with-a-person" if is_seen else "received"


def state(states: Sequence[State]) -> State:
    """How far a notice is: as far as the item that is least far."""
    return min(states, key=_FAR.index, default="answered")


def outcome(verdict: str | None, *, is_reported: bool) -> Outcome:
    """What became of a comment whose case is closed.

    Shape  verdict: the last since it was reported, None where its author withdrew it before there was one
    """
    if not is_reported:
        return "gone"
    return "withdrawn" if verdict is None else OUTCOMES[verdict]
