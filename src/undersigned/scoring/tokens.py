"""A text as the model reads it: words undone of what evaders do to them, each with its place. Pure.

Undone are figures and signs for letters, letters drawn alike, accents, letters drawn out, letters apart, and
signs that nobody sees; emoji are read by their names. Names of groups of people are all read as one, so that
the same sentence scores the same whichever of them it names. The forms are features, never shown to anybody.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from .wordlist import ENCLOSED, LEET, STRUCK, plain

FORMS_KEPT = 1 << 16
UNSEEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0e\ufe0f\ufeff]")
LETTER = rf"(?:[^\W_]|[{ENCLOSED}])"
LAST = rf"\w@$|€+{STRUCK}{ENCLOSED}"
INSIDE = rf"{LAST}!'’\u200b-\u200d\u2060\u00ad"
TOKEN = re.compile(
    rf"""
    (?P<link> https?://\S+ | www\.\S+ | [\w-]{{1,64}}+\.(?:com|net|org|ca|fr|co|ly|ru|info)(?:/\S*)? (?!\w) )
    | (?P<mention> @\w+ | <user> )
    | (?P<apart> (?<!\w) (?:[^\W_][ .\-_*]{{1,3}}){{2,}} [^\W_] (?!\w) )
    | (?P<word> (?<=\*) {LETTER} (?:[{INSIDE}]* [{LAST}])?
      | {LETTER} (?:[{INSIDE}*]* [{LAST}*])? | [@$](?=[@$*]{{0,40}}\w)[\w@$*]*\w )
    | (?P<picture> [\U0001f000-\U0001faff\u2600-\u27bf] )
    | (?P<sign> [!?]+ | \.{{2,}} | [^\s\w] )
    """,
    re.IGNORECASE | re.VERBOSE,
)
HALF = re.compile("[\ud800-\udfff]")  # of a character; no hash is made of it
PLAIN_NUMBER = re.compile(r"['\d.,]*\d(?:st|nd|rd|th|e|er|ers|re|s|am|pm|k|m|h|h\d\d)?")
DRAWN_OUT = re.compile(r"(.)\1{2,}")
JOINTS = re.compile(r"[ .\-_*]")
NOT_TELLING = frozenset(
    ("with", "face", "sign", "of", "and", "the", "symbol", "mark", "black", "white", "heavy")
)
GROUP = "<g>"
GROUPS = frozenset(
    """
    women woman men man female females male males girls boys muslim muslims islam islamic jew jews
    jewish judaism christian christians christianity catholic catholics hindu hindus sikh sikhs buddhist
    buddhists atheist atheists black blacks white whites asian asians african africans arab arabs indian
    indians indigenous latino latinos mexican mexicans chinese hispanic hispanics aboriginal metis inuit
    gay gays lesbian lesbians homosexual homosexuals bisexual bisexuals queer queers trans transgender
    transgendered transsexual transsexuals heterosexual immigrant immigrants refugee refugees migrant
    migrants foreigner foreigners disabled deaf blind autistic elderly seniors francophone francophones
    anglophone anglophones feminist feminists liberals conservatives femme femmes homme hommes musulman
    musulmans musulmane musulmanes juif juifs juive juives chretien chretiens chretienne chretiennes
    catholique catholiques noir noirs noire noires blanc blancs blanche blanches asiatique asiatiques
    africain africains africaine arabe arabes autochtone autochtones chinois homosexuel homosexuels
    homosexuelle gais gaies lesbienne lesbiennes immigrante immigrantes immigre immigres immigree
    refugie refugies refugiee migrante handicape handicapes handicapee handicapees sourd sourds sourde
    sourdes aveugle aveugles aines
    """.split()  # noqa: SIM905 - a list of quoted words would be five times as long
)
SHOUTED = "\x01"  # at the end of a form: all in capitals
LONGEST_SIGN = 3
FEWEST_SHOUTED = 3  # “OK” is no shout


class Token(NamedTuple):
    """Shape  start, end: character offsets in the text, end exclusive; form: what the model knows it by"""

    start: int
    end: int
    form: str


def tokens(text: str) -> list[Token]:
    """Every word, sign and picture, in reading order; an emoji's name may be several words at one place."""
    found: list[Token] = []
    for match in TOKEN.finditer(text):
        start, end = match.span()
        written = match[0]
        match match.lastgroup:
            case "word":
                found.append(Token(start, end, form(written)))
            case "sign":
                mark = HALF.sub("\N{REPLACEMENT CHARACTER}", written[0])
                found.append(Token(start, end, mark * min(len(written), LONGEST_SIGN)))
            case "link" | "mention" as kind:
                found.append(Token(start, end, f"<{kind}>"))
            case "apart":
                found.append(Token(start, end, form(JOINTS.sub("", written))))
            case _:
                found += [Token(start, end, name) for name in pictured(written)]
    return found


@lru_cache(FORMS_KEPT)
def form(written: str) -> str:
    """A word as it is known: `1D10T` is idiot, shouted."""
    read = plain(UNSEEN.sub("", written))
    core = read.rstrip("!+|")
    if any(c in LEET for c in core) and any(c.isalpha() for c in core) and not PLAIN_NUMBER.fullmatch(core):
        read = "".join(LEET.get(c, c)[0] for c in core)
    read = DRAWN_OUT.sub(r"\1\1", read)
    if read in GROUPS:
        read = GROUP
    return read + SHOUTED if len(written) >= FEWEST_SHOUTED and written.isupper() else read


@lru_cache(FORMS_KEPT >> 4)
def pictured(character: str) -> tuple[str, ...]:
    """The telling words of an emoji's name in Unicode's own table."""
    words = re.findall("[a-z]+", unicodedata.name(character, "").lower())
    return tuple(word for word in words if word not in NOT_TELLING) or ("<picture>",)
