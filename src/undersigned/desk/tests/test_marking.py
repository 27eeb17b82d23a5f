from hypothesis import given, settings
from hypothesis import strategies as st

from undersigned.conversation.rendering import render
from undersigned.desk.marking import (
    SNIPPET_CHARACTERS,
    Piece,
    changes,
    mark_html,
    pieces,
    snippet,
)

texts = st.text(st.sampled_from("ab é.<>&\n*"), max_size=60)
words = st.lists(st.text(st.sampled_from("abé.& "), max_size=6), max_size=4)


def joined(found: list[Piece], *kinds: str) -> str:
    return "".join(piece.text for piece in found if piece.kind in kinds)


@settings(deadline=None)
@given(texts, words)
def test_marking_changes_no_text(text: str, excerpts: list[str]) -> None:
    assert joined(pieces(text, excerpts), "plain", "marked") == text


@settings(deadline=None)
@given(texts, words)
def test_marking_html_only_adds_marks(text: str, excerpts: list[str]) -> None:
    html = render(text)
    marked = mark_html(html, excerpts)
    assert marked.replace("<mark>", "").replace("</mark>", "") == html.replace("&nbsp;", "\xa0")


@settings(deadline=None)
@given(texts, texts)
def test_changes_tell_both_texts(before: str, after: str) -> None:
    found = changes(before, after)
    assert joined(found, "plain", "dropped") == before
    assert joined(found, "plain", "added") == after


def test_whole_words_are_marked_whatever_their_case() -> None:
    found = pieces("Shitake is no Shit, shit is.", ["shit"])
    assert [piece.text for piece in found if piece.kind == "marked"] == ["Shit", "shit"]


def test_what_runs_across_tags_is_marked_on_both_sides() -> None:
    assert mark_html("<p>go <em>to</em> hell</p>", ["go to hell"]) == (
        "<p><mark>go </mark><em><mark>to</mark></em><mark> hell</mark></p>"
    )


def test_excerpts_that_overlap_are_one_mark() -> None:
    assert mark_html("<p>a b c</p>", ["a b", "b c"]) == "<p><mark>a b c</mark></p>"


def test_what_looks_like_a_tag_in_the_text_stays_text() -> None:
    assert mark_html("<p>a &lt;b&gt; moron</p>", ["<b>", "moron"]) == (
        "<p>a <mark>&lt;b&gt;</mark> <mark>moron</mark></p>"
    )


def test_a_snippet_begins_near_what_was_found() -> None:
    long = "There is a good deal to be said for the night boat. " * 20
    found = snippet(f"{long}He is a moron. {long}", ["moron"])
    assert joined(found, "marked") == "moron"
    shown = joined(found, "plain", "marked")
    assert shown.startswith("… ")
    assert shown.endswith("…")
    assert len(shown) <= SNIPPET_CHARACTERS + 4


def test_a_short_text_is_its_own_snippet() -> None:
    assert snippet("One\n\ntwo", []) == [Piece("One two")]
