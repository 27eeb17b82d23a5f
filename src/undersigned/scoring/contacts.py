"""How somebody is reached or found, as it is written in English and French. Pure: text in, findings out.

Each pattern wants more than a number or the name of a service: dates, scores, prices, counting and talk
about games and streets are what people write all day.
"""

import re
from collections.abc import Iterator

from .shapes import Finding, found_at

FULL_WIDTH = {0xFF01 + index: 0x21 + index for index in range(94)}  # ６１３ is 613, one character for one
SEP = r"[\s./_\-–—]"
APPS = (
    r"(?:snap(?:chat)?|insta(?:gram)?|ig|tik[\s-]?tok|discord|whats\s?app|roblox|fortnite|minecraft|telegram"
    r"|twitch|youtube|xbox|psn|kik|wizz|yubo|bereal)"
)
IS = r"(?:\s+is|['’]s|\s+est|,?\s+c['’]est|\s*[:=])"
# After “my Discord is”: what is said of it, not what one is called there.
SAID_OF_IT = (
    r"(?!(?:an?|the|so|very|too|not|for|in|on|fun|cool|great|good|bad|best|better|boring|broken|down|slow|new|old"
    r"|gone|full|private|une?|les?|la|pas|très|trop|plus|mieux|en|sur|pour|brisée?|lente?|pleine?|nulle?|génial"
    r"|amusant|interdite?|dangereux)\b)"
)
HANDLE_LIKE = r"(?=[A-Za-zÀ-ÿ]{2}\S*[\d_.]\w)[\w.]{3,}"

AT = r"[(\[{]\s*(?:at|arobase)\s*[)\]}]"
DOT = r"(?:\.|[(\[{]?\b(?:dot|point)\b[)\]}]?)"
EMAIL = re.compile(  # a run of letters is begun once, or a long one would be looked at from each of them
    rf"""(?<![\w.+-])[\w.+-]+ (?:
      \s*(?:@|{AT})\s* [\w-]+ (?:\s*{DOT}\s*\w+)+
      | (?<=\w\w)@[A-Za-z][\w-]+
      | (?:\s+(?:at|arobase)\s+|\s*{AT}\s*) (?:gmail|hotmail|outlook|yahoo|icloud|videotron)\b
      | \s+at\s+ (?!the\b)[\w-]+ \s+dot\s+ (?!dot\b)\w{{2,}}
      | \s+arobase\s+ [\w-]+ \s+point\s+ \w{{2,}}
    )""",
    re.IGNORECASE | re.VERBOSE,
)
LINK = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w-])[\w-]+\.(?:com|ca|org|net|fr|info|io|gg|qc\.ca|(?:(?:co|org)\.)?uk|quebec)\b(?:/\S*)?"
    r"|(?<![\w-])[a-z][\w-]*\.[a-z]{2,4}/\w\S*",
    re.IGNORECASE,
)
PHONE = re.compile(
    rf"""(?<![\w.,$]) (?:
      (?:\+?1{SEP}?)? (?:\([2-9]\d\d\)|[2-9]\d\d) {SEP}{{0,3}} [2-9]\d\d {SEP}? \d{{4}}
      | (?:(?:\+|00)33|0) {SEP}? [1-9] (?:{SEP}?\d\d){{4}}
      | 0[1-9]\d{{1,3}} {SEP} \d{{3,4}} {SEP} \d{{3,4}}
      | \(0[1-37]\d{{1,3}}\) {SEP}? \d{{3,4}} {SEP}? \d{{3,4}}
      | 0[1-37]\d{{3}} {SEP}? \d{{3}} {SEP}? \d{{3}}
      | 02\d {SEP}? \d{{4}} {SEP}? \d{{4}}
      | \+\d{{1,3}} (?:[\s./()_-]{{0,2}}\d){{7,12}}
    ) (?!\w|[.,]\d)""",
    re.VERBOSE,
)
ANNOUNCED_PHONE = re.compile(
    rf"""\b(?:call|text|phone|ring|cell|mobile|num(?:ber|[ée]ro)|t[ée]l(?:[ée]phone\w*)?|appel\w*|texte\w*|whats\s?app)\b
    [^\d\n]{{0,30}} (?P<digits>\d(?:{SEP}?\d){{6,14}}) (?!\d)""",
    re.IGNORECASE | re.VERBOSE,
)
THOUSANDS = re.compile(r"\d{1,3}(?:[\s.,]\d{3})+")
WORDS_OF_DIGITS = (
    "zero one two three four five six seven eight nine",
    "zéro un deux trois quatre cinq six sept huit neuf",
)
DIGITS = {word: str(n) for words in WORDS_OF_DIGITS for n, word in enumerate(words.split())} | {"oh": "0"}
DIGIT = rf"(?:(?:{'|'.join(sorted(DIGITS, key=len, reverse=True))})(?![a-zà-ÿ])|\d)"
SPELLED = re.compile(rf"(?<!\w){DIGIT}(?:[\s,./_\-–]{{0,3}}{DIGIT}){{6,}}(?!\w)", re.IGNORECASE)
COUNTING = "0123456789012345", "9876543210987654"
FEWEST_SPELLED = 3
IN_PAIRS = re.compile(  # zéro six douze trente-quatre cinquante-six soixante-dix-huit
    r"""\bz[ée]ro (?!\s*+,?\s*+un\b) (?:[\s,-]+(?:z[ée]ro|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix
    |onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|et)\b){5,}""",
    re.IGNORECASE | re.VERBOSE,
)
HANDLE = re.compile(
    rf"""(?<![\w.])@[A-Za-zÀ-ÿ_][\w.]+
    | \b[\w.]{{2,32}}\#\d{{4}}\b
    | \b(?:my|mon|ma)\s+{APPS}(?:\s+(?:user\s?)?(?:name|account|handle|id|tag|compte|pseudo|nom))?
      {IS}\s*{SAID_OF_IT}\S+
    | \b(?:my|mon)\s+(?:user\s?name|gamer\s?tag|pseudo|nom\s+d['’]utilisateur|handle)
      (?:\s+(?:(?:on|sur|de)\s+)?{APPS})?{IS}\s*{SAID_OF_IT}\S+
    | \b{APPS}\s*[:=]\s*{SAID_OF_IT}\S+
    | \b{APPS}\s+{HANDLE_LIKE}
    | \b(?:on|sur)\s+{APPS}\b[^.!?\n]{{0,12}}\b(?:I['’]?m|I\s+am|je\s+suis|c['’]est)\s+{HANDLE_LIKE}
    | \b(?:add|find|follow|message|msg|text|dm)\s+me\b[^.!?\n]{{0,20}}\b{APPS}\b
    | \b(?:ajoute[sz]?|trouve[sz]?|contacte[sz]?|écri(?:s|vez)|suis|suivez)[\s-]moi\b
      [^.!?\n]{{0,20}}\b{APPS}\b
    | \b(?:snap|dm|insta)\s+me\b""",
    re.IGNORECASE | re.VERBOSE,
)
NOT_A_STREET = (
    r"(?:an?|the|this|that|on|in|of|to|at|and|or|from|by|per|for|my|our|her|his|big|busy|different|other|more|new|way"
    r"|lane|lanes|minutes?|hours?|days?|years?|times?|people|kids|cars|trees|km|m|blocks?|miles?|houses?)"
)
ENGLISH_STREETS = (
    r"(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Crescent|Cres|Lane|Court|Ct|Boulevard|Blvd|Place|Terrace|Trail|Parkway"
    r"|Circle|Close|Highway|Hwy|Way|Line)"
)
FRENCH_STREETS = (
    r"(?:rue|avenue|boulevard|chemin|ruelle|impasse|allée|croissant|boul\.?|ch\.|bd\.?|av\.?(?!\s*J\.?\s?-?\s?C)"
    r"|(?:place|rang|route|montée|quai)(?=\s+(?:de|du|des|d['’]|saint|(?-i:[A-ZÀ-Þ]))))"
)
STREET = re.compile(
    rf"""\b\d{{1,5}}[A-Da-d]? \s+ (?:(?:[A-ZÀ-Þ][\w'’.-]*|\d+(?:st|nd|rd|th))\s+){{1,3}} {ENGLISH_STREETS}\b
    | \b\d{{1,5}} \s+ (?:(?!(?i:{NOT_A_STREET})\s)[\w'’-]+\s+){{1,2}}
      (?i:street|st|avenue|ave|crescent|boulevard|blvd|rd)\b
    | \b\d{{1,5}}\s?(?:[A-D]|bis|ter)?,? \s+ (?i:{FRENCH_STREETS}) \s+ [\w'’-]+""",
    re.VERBOSE,
)
POSTAL_CODE = re.compile(
    r"\b[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ -]?\d[ABCEGHJ-NPRSTV-Z]\d\b|\b\d{5}-\d{4}\b"
    r"|\b(?:code\s+postal|zip(?:\s+code)?|postal\s+code)\b[^\d\n]{0,12}\d{5}\b",
    re.IGNORECASE,
)
STATES = (
    r"(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]"
    r"|W[AIVY])"
)
TOWN = re.compile(  # postcodes of the UK; state and code of the US; code and town of France; boxes
    rf"""\b(?:GIR\ 0AA|[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]?\ \d[ABD-HJLNP-UW-Z]{{2}})\b
    | (?<=,\ ){STATES}\ \d{{5}}(?:-\d{{4}})?\b
    | \b(?:0[1-9]|[1-8]\d|9[0-58])\d{{3}}\ (?:Paris|Lyon|Marseille|Toulouse|Nice|Nantes|Montpellier|Strasbourg
      |Bordeaux|Lille|Rennes|[A-ZÀ-Þ][\w'’-]+\ (?i:cedex))\b
    | \b(?i:P\.?\ ?O\.?\ ?Box|PO\ Box|case\ postale|boîte\ postale|C\.\ ?P\.|B\.\ ?P\.)\ ?\d{{1,6}}\b""",
    re.VERBOSE,
)
SCHOOL = re.compile(
    r"\b(?:I\s+go\s+to|my\s+school\s+is|I\s+attend|je\s+vais\s+à|mon\s+école\s+(?:est|s['’]appelle))\s+(?:l['’]|la\s+|le\s+)?"
    r"(?:[\w'’-]+\s+){0,4}(?:school|academy|high|elementary|école|ecole|collège|lycée|primaire|polyvalente)\b"
    r"|\b(?:I\s+go\s+to|my\s+school\s+is|je\s+vais\s+à|mon\s+école\s+est)\s+(?:l['’])?(?:École|Collège|Academy)\b[^.!?\n]*",
    re.IGNORECASE,
)
J_HABITE = r"(?:j['’]habite|on\s+habite|nous\s+habitons|je\s+(?:demeure|vis|reste))"
HOME = re.compile(
    rf"""\b(?:I|we)\s+live\s+(?:at|on|near)\s+(?!(?:an?|the|my|our|this)\b)(?:[\w'’-]+\s+){{1,3}}{ENGLISH_STREETS}\b
    | \b(?:I|we)\s+live\s+at\s+\d{{1,5}}\s+(?!{NOT_A_STREET}\b)[\w'’-]+
    | \b(?:my|our)\s+address\s+is\s+\S+
    | \b{J_HABITE}\s+(?:(?:sur|dans|à)\s+)?(?:(?:la|le)\s+|l['’])? {FRENCH_STREETS}\s+[\w'’-]+
    | \b{J_HABITE}\s+au\s+\d{{1,5}}\s+(?:d['’]|de|du|des)\s?\w+
    | \bmon\s+adresse\s+(?:est|c['’]est)\s+\S+""",
    re.IGNORECASE | re.VERBOSE,
)

CONTACTS = {
    "contact:email": (EMAIL,),
    "contact:link": (LINK,),
    "contact:phone": (PHONE, ANNOUNCED_PHONE, SPELLED, IN_PAIRS),
    "contact:handle": (HANDLE,),
    "contact:address": (STREET, POSTAL_CODE, TOWN),
    "contact:school": (SCHOOL,),
}


def contacts(text: str) -> Iterator[Finding]:
    """E-mail and street addresses, telephone numbers, links, handles, schools somebody goes to."""
    plain = text.translate(FULL_WIDTH)
    for code, patterns in CONTACTS.items():
        for pattern in patterns:
            for match in pattern.finditer(plain):
                if not (_is_an_amount(match) or _is_counting(match)):
                    yield found_at(code, match, text)


def homes(text: str) -> Iterator[Finding]:
    """Where somebody says to live, even without a number."""
    for match in HOME.finditer(text):
        yield found_at("contact:address", match, text)


def _is_an_amount(match: re.Match[str]) -> bool:
    """After an announcement, thousands are no telephone number: the number of stars is 4 000 000."""
    return match.re is ANNOUNCED_PHONE and THOUSANDS.fullmatch(match["digits"]) is not None


def _is_counting(match: re.Match[str]) -> bool:
    """One, two, three and so on; or figures with hardly a word between them, which `PHONE` looks at."""
    if match.re is not SPELLED:
        return False
    tokens = re.findall(DIGIT, match[0], re.IGNORECASE)
    digits = "".join(DIGITS.get(token.casefold(), token) for token in tokens)
    is_apart = re.search(r"\d\d", match[0]) is None
    spelled = sum(not token.isdigit() for token in tokens)
    return any(digits in counted for counted in COUNTING) or (spelled < FEWEST_SPELLED and not is_apart)
