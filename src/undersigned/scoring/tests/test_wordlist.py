"""A newsroom's words are found however they are written, and nowhere else."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.scoring.reads import listed, repeated, word_list
from undersigned.scoring.wordlist import plain, readings

WORDS = word_list(
    ["moron", "ass", "idiot*", "connard", "twit", "scunt", "tit", "cul", "go back home", "sh*t", "niche"]
)


def excerpts(text: str) -> list[str]:
    return [finding.excerpt for finding in listed(text, WORDS, "list:suspect")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("What a moron.", "moron"),
        ("What a MORON!", "MORON"),
        ("What a m0r0n.", "m0r0n"),
        ("What a moooooron.", "moooooron"),
        ("What a m o r o n you are", "m o r o n"),
        ("What a m.o.r.o.n.", "m.o.r.o.n"),
        ("m o r o n I am not", "m o r o n"),
        ("What a m-o-r-o-n", "m-o-r-o-n"),
        ("What a mоrоn", "mоrоn"),
        ("What a ｍｏｒｏｎ", "ｍｏｒｏｎ"),
        ("What a mörön", "mörön"),
        ("What a m̶o̶r̶o̶n̶", "m̶o̶r̶o̶n̶"),
        ("What a 𝐌𝐎𝐑𝐎𝐍", "𝐌𝐎𝐑𝐎𝐍"),
        ("What a ⓜⓞⓡⓞⓝ", "ⓜⓞⓡⓞⓝ"),
        ("What a 🅼🅾🆁🅾🅽", "🅼🅾🆁🅾🅽"),
        ("What a m*ron", "m*ron"),
        ("What an @ss", "@ss"),
        ("What an a$$", "a$$"),
        ("C'est un c0nn@rd", "c0nn@rd"),
        ("Quel CONNÂRD", "CONNÂRD"),
        ("C’est l’idiot du village", "l’idiot"),
        ("Plus qu'idiot", "qu'idiot"),
        ("A moron’s errand", "moron’s"),
        ("idiotic nonsense", "idiotic"),
        ("Idiots, all of them", "Idiots"),
        ("Go  back home!", "Go  back home"),
        ("g0 back h0me", "g0 back h0me"),
    ],
)
def test_it_is_found_however_it_is_written(text: str, found: str) -> None:
    assert excerpts(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Scunthorpe has a classic grass court for the bass class.",
        "An assassin passed the assembly; the mass was massive.",
        "The titular titan of the constitution sat on a twitching twig.",
        "La culture du lin, la musculation et le calcul ne sont pas ridicules.",
        "Clbuttic mistakes are embarrassing. As it was, so it is.",
        "455 people and 1,000 dollars ($$) were there at 7:30 @ 5th.",
        "They go home and back again; go back to your home page.",
        "An a s s e s s m e n t of t i t a n s, letter by letter.",
        "A B C D and E F G, says I. M. Pei, to N. O. Peter.",
        "Une quiche, des niches fiscales et un chien.",
        "Dickens, Cockburn, Sussex and Penistone are names.",
        "",
        "     ",
        "!!!! **** ....",
    ],
)
def test_nothing_else_is(text: str) -> None:
    assert excerpts(text) == []


def test_each_place_is_told_once_in_reading_order() -> None:
    assert excerpts("moron, twit; m o r o n and MORON") == ["moron", "twit", "m o r o n", "MORON"]


def test_a_run_of_letters_may_be_several_words() -> None:
    assert excerpts("a m o r o n t w i t") == ["m o r o n", "t w i t"]


def test_where_it_stands_is_in_the_text_as_written() -> None:
    text = "« Œuvre » de ce m0r0n 😀 fini"
    (finding,) = listed(text, WORDS, "list:suspect")
    assert text[finding.start : finding.end] == finding.excerpt == "m0r0n"


def test_a_list_may_be_empty_and_is_not_slow() -> None:
    assert listed("moron", word_list([]), "x") == ()
    assert listed("moron", word_list(["", "   "]), "x") == ()


@given(st.text(max_size=400))
def test_any_text_is_read_and_every_excerpt_stands_where_it_is_said_to(text: str) -> None:
    for finding in listed(text, WORDS, "list:suspect"):
        assert text[finding.start : finding.end] == finding.excerpt != ""


@pytest.mark.parametrize(
    ("part", "times"),
    [("a ", 2_500), ("@1!|", 1_250), ("x", 5_000), ("m.o.r.o.", 600), ("*", 5_000), ("1l", 2_500)],
)
def test_no_text_takes_long(part: str, times: int) -> None:
    """No figure for speed: a guard against what grows with the square, on the longest text and list."""
    text = part * times
    many = word_list([f"word{n}" for n in range(5_000)] + [f"stem{n}*" for n in range(500)])
    began = time.process_time()
    listed(text, many, "list:suspect")
    assert time.process_time() - began < 5


def test_a_word_has_few_readings_however_many_signs_it_has() -> None:
    assert len(readings("1|1|1|1|1|1|1|1|1|1|a")) <= 40
    assert plain("ＭОRÓN") == "moron"


@pytest.mark.parametrize(
    ("text", "other", "is_near"),
    [
        ("The pumps were bought in 1987 and the new ones arrive in May.",) * 2 + (True,),
        (
            "The pumps were bought in 1987 and the new ones arrive in May, they say.",
            "The pumps were bought in 1987 and the new ones arrive in May!!!",
            True,
        ),
        ("I agree.", "I agree.", True),
        ("I agree.", "I agree!", False),
        (
            "The pumps were bought in 1987 and the new ones arrive in May.",
            "The valves were cast in Hamilton and nobody has looked at them since.",
            False,
        ),
    ],
)
def test_what_is_nearly_the_same(text: str, other: str, is_near: bool) -> None:
    assert (repeated(text, other) is not None) is is_near
