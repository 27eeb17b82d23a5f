"""The shipped model as it is used: its file, its answers, its reasons."""

import math
import time
from hashlib import sha256
from importlib.resources import files

import pytest

from undersigned.scoring import assess
from undersigned.scoring.model import Model
from undersigned.scoring.reads import VERSION, features
from undersigned.scoring.scored import MODEL, shipped
from undersigned.scoring.shapes import ATTRIBUTES
from undersigned.scoring.tokens import form, tokens

SHIPPED = files("undersigned.scoring") / "shipped"
MOST_BYTES = 8_000_000
RUDE = "You are a complete idiot, and the mayor is a stupid liar."
CIVIL = "The council spoke about the new bus line, and I agree with the mayor."
RUDE_FR = "Tu es un imbécile et ton maire est un menteur stupide."


def test_the_file_is_small_named_and_the_one_its_card_describes() -> None:
    content = (SHIPPED / "scorer.safetensors").read_bytes()
    assert len(content) <= MOST_BYTES
    assert sha256(content).hexdigest() in (SHIPPED / "CARD.md").read_text("utf-8")
    assert shipped().version == MODEL
    assert MODEL in VERSION


def test_what_is_no_model_is_refused_and_cannot_run(tmp_path) -> None:  # type: ignore[no-untyped-def] # a fixture
    path = tmp_path / "pickled.safetensors"
    path.write_bytes(b"\x80\x04cos\nsystem\n(S'true'\ntR.")
    with pytest.raises(Exception, match="header"):
        Model.at(path)


def test_every_attribute_is_answered_in_order_and_what_has_no_label_is_not_available() -> None:
    found = assess(RUDE)
    assert tuple(score.attribute for score in found.scores) == ATTRIBUTES
    silent = {score.attribute for score in found.scores if score.probability is None}
    assert silent == {"severe_toxicity", "sexual"}
    assert found.version == VERSION


@pytest.mark.parametrize(
    ("rude", "civil"), [(RUDE, CIVIL), (RUDE_FR, "Le conseil a parlé de la nouvelle ligne.")]
)
def test_rude_words_score_higher_than_civil_ones(rude: str, civil: str) -> None:
    one, other = (assess(text).probability("toxicity") for text in (rude, civil))
    assert one is not None
    assert other is not None
    assert one > 0.5 > other


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("I talked to {} about the vote.", ("women", "Muslims", "Jews", "immigrants", "Métis")),
        ("On a vu {} au marché.", ("des femmes", "des Juifs", "des musulmans", "des aînés")),
        ("ALL {} SHOULD LEAVE", ("WOMEN", "MUSLIMS", "J3WS", "SENIORS")),
    ],
)
def test_it_does_not_matter_which_group_is_named(sentence: str, names: tuple[str, ...]) -> None:
    said = {tuple(score.probability for score in assess(sentence.format(name)).scores) for name in names}
    assert len(said) == 1


@pytest.mark.parametrize("text", [RUDE, CIVIL, RUDE_FR, "", "👍", "1d10t " * 400])
def test_the_words_and_the_rest_add_up_to_what_the_model_says(text: str) -> None:
    for score in assess(text).scores:
        if score.probability is None:
            continue
        log_odds = score.rest + math.fsum(weight.weight for weight in score.weights)
        assert 1 / (1 + math.exp(-log_odds)) == pytest.approx(score.probability, abs=1e-4)
        assert all(text[w.start : w.end] == w.excerpt for w in score.weights)


def test_the_word_that_offends_speaks_for_it_most() -> None:
    insult = next(
        score
        for score in assess("Our neighbour is an idiot, they say.").scores
        if score.attribute == "insult"
    )
    strongest = max(insult.weights, key=lambda weight: weight.weight)
    assert strongest.excerpt == "idiot"


def test_a_language_that_it_never_saw_is_not_scored() -> None:
    found = assess("Der Bürgermeister hat gestern im Rathaus gesprochen und die Leute waren zufrieden.")
    assert {score.probability for score in found.scores} == {None}
    assert not found.failed


@pytest.mark.parametrize("text", ["", " \n"])
def test_where_nothing_is_written_nothing_is_scored(text: str) -> None:
    assert {(score.probability, score.weights) for score in assess(text).scores} == {(None, ())}


def test_half_a_character_is_read_as_a_sign() -> None:
    half, sign = assess("An idiot \ud83d"), assess("An idiot \N{REPLACEMENT CHARACTER}")
    assert not half.failed
    assert [score.probability for score in half.scores] == [score.probability for score in sign.scores]


@pytest.mark.parametrize("part", ["@", "$", "@$", "@*", "*$", "-", "_"])
def test_no_signs_take_long(part: str) -> None:
    """A guard against what grows with the square, on twenty times the longest comment."""
    began = time.process_time()
    tokens(part * (100_000 // len(part)))
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1d10t", "idiot"),
        ("іdіоt", "idiot"),
        ("IDIOT", "idiot\x01"),
        ("idiooooot", "idioot"),
        ("i\u200bd\u200biot", "idiot"),
        ("Élève", "eleve"),
        ("1990s", "1990s"),
        ("21st", "21st"),
    ],
)
def test_words_are_read_as_they_are_meant(written: str, read: str) -> None:
    assert form(written) == read


def test_tokens_keep_their_places() -> None:
    text = "Look, an i d i o t 🐷 wrote www.example.com!!"
    assert [(text[t.start : t.end], t.form) for t in tokens(text)] == [
        ("Look", "look"),
        (",", ","),
        ("an", "an"),
        ("i d i o t", "idiot"),
        ("🐷", "pig"),
        ("wrote", "wrote"),
        ("www.example.com!!", "<link>"),
    ]


def test_words_set_in_bold_are_words() -> None:
    assert [t.form for t in tokens("a **fine** day")] == ["a", "*", "*", "fine", "*", "*", "day"]


def test_features_are_of_the_text_alone_and_of_one_size() -> None:
    found = features([RUDE, CIVIL, ""])
    assert found.shape[0] == 3
    assert (features([RUDE])[0] == found[0]).all()
