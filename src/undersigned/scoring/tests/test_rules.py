import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.scoring import contacts, reads


def codes(text: str) -> set[str]:
    return {finding.code for finding in reads.assess(text).findings}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("write to me at ada.okafor@mail.example", "contact:email"),
        ("write to ada (at) mail.example", "contact:email"),
        ("otter at mail dot example", "contact:email"),
        ("loutre arobase courrier point exemple", "contact:email"),
        ("call 514-555-0182 tonight", "contact:phone"),
        ("appelez le 01 99 00 12 34", "contact:phone"),
        ("see www.buymything.example/now", "contact:link"),
        ("add me @pigeon_fan", "contact:handle"),
        ("my snap is pigeonfan", "contact:handle"),
        ("I live at 42 Maple Hill Road", "contact:address"),
        ("J’habite au 12 rue des Érables", "contact:address"),
        ("I go to Brindle Elementary", "contact:school"),
        ("je vais à l’école des Bouleaux", "contact:school"),
        ("What a moron.", "words:insult"),
        ("Quel  CRÉTIN !", "words:insult"),
        ("THE FERRY IS LATE AGAIN AND NOBODY CARES", "capitals"),
        ("nooooooooo", "repeats"),
        ("spam spam spam spam spam", "repeats"),
    ],
)
def test_a_reason_to_look_is_found(text: str, code: str) -> None:
    assert code in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "The ferry left at 7:15 and came back at 19:40, as it has since 1987.",
        "It cost $1,250,000 over 12 years; 3,000 people use it.",
        "Scunthorpe, Penistone and Essex have fine libraries.",
        "La putaingère n’existe pas, mais la rivière oui.",
        "Section 4.2 of the 2019-2024 plan says so.",
        "Je suis d’accord avec la mairesse : 12 % de plus, c’est trop.",
        "NATO and the UN met.",
    ],
)
def test_a_plain_sentence_is_left_alone(text: str) -> None:
    assert codes(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "My name is Zelda Quist",
        "je m'appelle Noé Lalonde",
        "Emma Tremblay is my friend",
        "Chloé de Grandpré a gagné",
    ],
)
def test_a_full_name_is_noticed(text: str) -> None:
    assert {f.code for f in reads.revealing(text, ()).findings} == {"name:full"}


@pytest.mark.parametrize(
    "text",
    [
        "Emma is my friend",
        "my name is emma and I like trees",
        "je m’appelle Noé et j’ai huit ans",
        "I read about Lake Superior",
        "Vive le Lac Saint-Jean",
        "Hi Noah!",
    ],
)
def test_a_first_name_or_a_place_is_no_full_name(text: str) -> None:
    assert reads.revealing(text, ()).findings == ()


def test_the_writers_own_name_is_noticed_whatever_it_is() -> None:
    found = reads.revealing("signed, 王 小明", ("王 小明",)).findings
    assert [f.excerpt for f in found] == ["王 小明"]


@given(st.text())
def test_every_excerpt_stands_where_it_is_said_to(text: str) -> None:
    for finding in reads.assess(text).findings:
        assert text[finding.start : finding.end] == finding.excerpt
        assert finding.start < finding.end


def test_a_scorer_that_breaks_is_not_an_opinion(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_text: str) -> None:
        raise RuntimeError

    monkeypatch.setattr(contacts, "contacts", broken)
    assert reads.assess("anything").failed
