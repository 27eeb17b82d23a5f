"""A young writer's contacts are found in both languages; what people write all day is left alone."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.scoring import reads

TELLING = {
    "contact:phone": """
        call me 613 555 0143
        my number is 6135550143
        (613) 555-0143
        613-555-0143
        613.555.0143
        +1 613 555 0143
        1-613-555-0143
        tel: 613/555/0143
        text me at 555-0143
        call 555 0143 tonight
        06 12 34 56 78
        06.12.34.56.78
        0612345678
        +33 6 12 34 56 78
        appelle-moi au 514 555-0143
        mon numéro : 514-555-0143
        six one three five five five zero one four three
        six un trois cinq cinq cinq zéro un quatre trois
        zéro six douze trente-quatre cinquante-six soixante-dix-huit
        6 1 3 5 5 5 0 1 4 3
        ６１３ ５５５ ０１４３
        613_555_0143
        07700 900123
        07700900123
        07700 900 123
        (020) 7946 0958
        020 79460958
        01632 960983
    """,
    "contact:handle": """
        otter#1234
        find me on discord otter#1234
        @otter.kid
        follow @ok
        my snap is otterkid
        my snapchat: otter
        snap: otter.kid
        snap me otterkid
        add me on snap otterkid
        add me on insta otter_kid
        insta otter.kid
        my ig is otterkid
        mon snap c'est loutre12
        mon snap c’est loutre12
        mon insta est loutre
        ajoute-moi sur snap loutre12
        ajoutez-moi sur discord : loutre
        dm me on tiktok otterkid
        my roblox username is otter99
        my discord name is otter
        mon pseudo roblox est loutre99
        on fortnite I'm otterkid99
        my gamertag is OtterKid
    """,
    "contact:email": """
        my email is otter at gmail
        otter (at) gmail dot com
        otter[arobase]courriel[point]ca
        otter@gmail
    """,
    "contact:link": """
        example.co.uk
        it is on exemple.quebec
        t.me/otter
        discord.gg/abcd
    """,
    "contact:address": """
        K1A 0B1
        k1a0b1
        K1A-0B1
        my postal code is K1A 0B1
        H2X 1Y4
        12 rue des Érables
        12, rue des Érables
        12 bis rue Victor Hugo
        45 Maple Street
        45 Maple St
        45 Maple St.
        45 maple street
        I live on 45 West Maple Ave
        123 Main St, Ottawa
        12 avenue du Parc
        je demeure au 4520 boul. Saint-Laurent
        4520, boul Saint-Laurent
        12 rang Saint-Joseph
        34 ch. du Lac
        apartment 4, 45 Elm Road
        1234 5th Avenue
        8 Cedar Cres.
        77 Oak Blvd
        221B Baker Street
        90210-1234
        our postcode is NW1 6XE
        write to M1 1AE, please
        he moved to Springfield, IL 62704
        somewhere in Dayton, OH 45402-1234
        au bord du canal, 75010 Paris
        P.O. Box 341
        case postale 120
        I live at 45 Maple
        j'habite au 12 des Érables
        I live on Maple Street
        j’habite rue des Érables
        j'habite sur la rue des Érables
    """,
}
PLAIN = """
    We won 3-2 last night.
    The score was 21-19, 21-17.
    In 2019 we moved, in 2024 again.
    I am in grade 5 and my sister in grade 11.
    I am 11 years old.
    It cost $12.50, or 1,250,000 dollars.
    It costs 12,50 $ and 4 000 $ more.
    On 2026-05-04 at 12:00 we met.
    On May 4, 2026 at 7:15.
    le 12 mai 2026 à 19 h 40
    04/05/2026
    The 12 streets of my town are full of snow.
    45 maple trees were planted on the street.
    There are 30 students in my class and 15 like frogs.
    Il y a 12 rues dans mon village.
    12 roses et 3 tulipes
    One two three four, I love frogs!
    One, two, three, go!
    Un, deux, trois, soleil !
    un deux trois nous irons au bois quatre cinq six
    I counted one, two, three, four, five, six, seven ducks.
    1 2 3 4 5 6 7 8 9 10
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10
    3.14159265358979
    The population is 1 400 000.
    La population est de 38 929 902 habitants.
    38,929,902 people live in Canada.
    We read pages 120-135 and 140-152.
    Chapters 1 to 12 are best.
    the #1 team and the #12 jersey
    my favourite colour is #ff0000
    Oh snap, that was close!
    Snap is a card game.
    My snapdragon is red.
    The turtle can snap its beak.
    Discord is bad for friends.
    Instagram is for people over 13.
    Insta is boring.
    TikTok est interdit à l’école.
    My mom says snap is not for kids.
    Je trouve que Discord est dangereux.
    Roblox is fun.
    Roblox est amusant.
    Minecraft is better than Roblox.
    I like the name Otter.
    My favourite team is Canada.
    B2B and A1 are not words.
    The H2O molecule and CO2.
    R2D2 and C3PO are robots.
    vitamin B12 and K2
    I drive on Highway 401.
    The 401 is closed.
    L’autoroute 20 est fermée.
    Our street is full of snow.
    La rue est pleine de neige.
    My street has 12 houses.
    I saw 3 big road signs.
    5 Canadian court cases
    There were 12 people in the place.
    It takes 10 minutes on the road.
    10 years ago
    100 km/h on the road
    10 Canada geese crossed the road
    Il a gagné 2 à 1.
    Il a couru 5 km en 25 min 30 s.
    The ISBN has 13 digits.
    I have 2 dogs, 3 cats, 14 fish, 5 birds.
    24/7
    9-1-1 is for emergencies.
    Call 911.
    Appelez le 911.
    Composez le 9-1-1 en cas d’urgence.
    at noon or at night
    I am at school dot dot dot
    Meet at the park at 3
    2 + 2 = 4
    1/2 and 3/4
    5 à 6 heures
    19 h 30
    Room 101
    bus 95 or 97
    Apollo 11 landed in 1969.
    Les Canadiens ont gagné 5-4 en 2021-2022.
    From 1939-1945 the war lasted.
    10 000 000 000 stars
    In 4 000 000 years
    0.5 percent
    He ran 100 m in 9.58 s
    seventy-five percent of one hundred and twenty is ninety
    vingt-cinq plus trente-cinq font soixante
    deux mille vingt-quatre
    The court on the street is open.
    Les allées du parc
    Je vais à la place du marché.
    Place your bets on 5 court players
    3 av. J.-C.
    300 av. J.-C.
    In 300 BC 4 kings fought
    A dog is man’s best friend.
    I go to bed at 8 30
    From 8 30 to 9 15
    We had 2 lane closures
    Nous étions 25 dans la classe et 3 étaient absents.
    J’habite une rue tranquille.
    J’habite au 3e étage.
    I live on a farm near the road.
    I live on the same street as my school.
    My dog is 3 years old and weighs 45 pounds.
    En 1967, 50 millions de visiteurs sont venus à Montréal.
    Il y avait 2 000 000 de personnes sur la place.
    The number 1 234 567 is big.
    Numéro 87 est le meilleur joueur.
    Version 1.20.4 of Minecraft is out.
    I play Roblox 2 hours a day.
    Je suis en 5e année.
    It is -25 to -30 today.
    ten nine eight seven six five four three two one zero
    zéro un deux trois quatre cinq six sept huit neuf dix
    We were at one point in the lead.
    2 St. Bernard dogs live near me.
    On May 5, 24000 Canadians voted.
    En 2021, 75000 Parisiens ont signé.
    The M1 5th lap was fast.
"""


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


def codes(text: str) -> set[str]:
    return {finding.code for finding in reads.revealing(text, ()).findings}


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code in TELLING for text in lines(TELLING[code])]
)
def test_what_leads_to_somebody_is_found(code: str, text: str) -> None:
    assert code in codes(text)


@pytest.mark.parametrize("text", lines(PLAIN))
def test_an_ordinary_sentence_is_left_alone(text: str) -> None:
    assert codes(text) == set()


def test_where_an_adult_lives_without_a_number_is_their_own_to_tell() -> None:
    assert reads.assess("I live on Maple Street and the plough never came.").findings == ()


AROUND = st.sampled_from(
    [
        "{}",
        "Hi! {}",
        "my number is {}",
        "mon numéro : {}",
        "C’est le {}, à ce soir !",
        "Call {} after school.",
    ]
)
BETWEEN = st.sampled_from(["", " ", "-", ".", "\u00a0", " - ", "/"])
POSTAL_CODE = r"[A-CEGHJ-NPR-TVXY][0-9][A-CEGHJ-NPR-TV-Z][ -]?[0-9][A-CEGHJ-NPR-TV-Z][0-9]"
ROADS = st.sampled_from(["Street", "St.", "Avenue", "Ave", "Road", "Crescent", "Drive"])
RUES = st.sampled_from(["rue", "avenue", "boul.", "chemin", "boulevard", "impasse"])
NAMES = st.sampled_from(["Maple", "King", "Érables", "Saint-Laurent", "Papineau", "Elm"])


@given(AROUND, BETWEEN, st.from_regex(r"[2-9][0-9]{2} [2-9][0-9]{2} [0-9]{4}", fullmatch=True))
def test_any_north_american_number_is_found(around: str, between: str, number: str) -> None:
    number = number.replace(" ", between.strip() or between)
    assert "contact:phone" in codes(around.format(number))


@given(
    AROUND,
    st.sampled_from([" ", ".", "-", "", "\u00a0"]),
    st.from_regex(r"0[1-9]( [0-9]{2}){4}", fullmatch=True),
)
def test_any_number_of_france_is_found(around: str, between: str, number: str) -> None:
    assert "contact:phone" in codes(around.format(number.replace(" ", between)))


@given(AROUND, st.from_regex(POSTAL_CODE, fullmatch=True), st.booleans())
def test_any_postal_code_is_found(around: str, code: str, is_small: bool) -> None:
    assert "contact:address" in codes(around.format(code.lower() if is_small else code))


@given(st.integers(1, 99999), NAMES, ROADS, RUES, st.sampled_from(["", "des ", "de la ", "du "]))
def test_any_address_is_found_in_either_order(number: int, name: str, road: str, rue: str, of: str) -> None:
    assert "contact:address" in codes(f"Come to {number} {name} {road} today.")
    assert "contact:address" in codes(f"Viens au {number}, {rue} {of}{name} demain.")
    assert "contact:address" in codes(f"viens au {number} {rue} {of}{name.lower()}")


@given(st.integers(0, 99), st.integers(0, 99), st.integers(1900, 2099), st.integers(1, 12))
def test_no_score_year_grade_date_or_price_is(one: int, two: int, year: int, grade: int) -> None:
    for text in (
        f"We won {one}-{two} in {year}.",
        f"On a gagné {one} à {two} en {year}-{year + 1}.",
        f"I am in grade {grade} and it cost ${one}.{two:02}.",
        f"Je suis en {grade}e année et ça coûte {one},{two:02} $.",
        f"{year}-{grade:02}-{1 + one % 28:02}, {two % 24:02}:{one % 60:02}",
        f"le {1 + one % 28} mai {year} à {two % 24} h {one % 60:02}",
        f"{one} 000 000 people, {two} 000 pages",
    ):
        assert codes(text) == set(), text


@given(st.text())
def test_every_excerpt_stands_where_it_is_said_to(text: str) -> None:
    for finding in reads.revealing(text, ()).findings:
        assert text[finding.start : finding.end] == finding.excerpt
        assert finding.start < finding.end


def test_no_space_after_a_nought_takes_long() -> None:
    """A guard against what grows with the square."""
    began = time.process_time()
    codes("zéro" + " " * 50_000)
    assert time.process_time() - began < 5
