"""The walk that the product exists for, as a person takes it: in both languages, with and without
script, on a phone and at a desk."""

from typing import Literal, NamedTuple

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import MakePage
from tests.browser.product import Product, text_of
from tests.browser.walker import Walker


class Words(NamedTuple):
    """What is said on the walk, and what the product is to answer."""

    story: str
    plain: str
    reply: str
    revised: str
    rude: str
    note: str
    plea: str
    answer: str
    reason: str
    late: str


WORDS = {
    "en": Words(
        story="/news/quill-river-clean-up/",
        plain="The footbridge needs a railing before anyone lifts another piano.",
        reply="To my own remark: the county has promised one for spring.",
        revised="To my own remark: the county has promised one for June.",
        rude="Whoever threw a piano into a river is a moron.",
        note="The sentence stands without the insult.",
        plea="It is a figure of speech in Upper Quill.",
        answer="Nobody in particular is meant. It may stand.",
        reason="The inquiry into the piano opens tomorrow.",
        late="One last word about the piano.",
    ),
    "fr": Words(
        story="/nouvelles/berges-anse-aux-geais/",
        plain="Il faudrait un banc de plus du côté du quai.",
        reply="À ma propre remarque : la ville en promet un au printemps.",
        revised="À ma propre remarque : la ville en promet un en janvier.",
        rude="Il faut être un crétin pour bâtir si près de l’eau.",
        note="La phrase se tient sans l’injure.",
        plea="C’est une façon de parler chez nous.",
        answer="Personne n’est visé. Le texte peut rester.",
        reason="La ville publie demain son rapport sur les berges.",
        late="Un dernier mot sur les berges.",
    ),
}
LAST_NAMES = {
    ("en", True): "d’Aziz",
    ("en", False): "Aziz-Moreau",
    ("fr", True): "van der Aziz",
    ("fr", False): "Ní Aziz",
}
WAYS = [
    pytest.param("en", True, 1280, id="english-script-desk"),
    pytest.param("en", False, 360, id="english-no-script-phone"),
    pytest.param("fr", True, 360, id="french-script-phone"),
    pytest.param("fr", False, 1280, id="french-no-script-desk"),
]


@pytest.mark.parametrize(("language", "script", "width"), WAYS)
def test_from_sign_up_to_the_closing(
    make_page: MakePage,
    product: Product,
    language: Literal["en", "fr"],
    script: bool,
    width: Literal[360, 1280],
) -> None:
    def someone() -> Walker:
        return Walker(make_page(script=script, language=language, width=width), product)

    words = WORDS[language]
    way = f"{language}{script:d}{width}"
    story = words.story
    noor, mona, marc = someone(), someone(), someone()
    mona.sign_in("mona@demo.example")
    marc.sign_in("marc@demo.example")

    # An account in one's own name; the address confirmed by a letter in one's own language.
    last = LAST_NAMES[language, script]
    noor.sign_up("Noor", last, f"noor-{way}@mail.example", "a long quiet river walk 9")
    page = noor.page

    # A comment and a reply, signed; published by the house or by a person, as the community has it.
    first = noor.write(story, f"{words.plain} ({way})")
    if page.locator("#posted.is-wait").count():
        mona.take_case(f"({way})")
        mona.decide("publish")
    page.goto(story)
    expect(page.locator(f"[id='by-{first}']")).to_contain_text(f"Noor {last}")
    reply = noor.write(story, f"{words.reply} ({way})", reply_to=first)

    # Revised within the window, then withdrawn.
    page.goto(f"{story}comments/{reply}/revise/")
    page.locator("form [name=text]").fill(f"{words.revised} ({way})")
    noor.send(page.locator("form:has([name=text])"))
    page.goto(f"/account/comments/{reply}/")
    expect(page.locator("main")).to_contain_text(words.revised)
    page.goto(f"{story}comments/{reply}/withdraw/")
    noor.send(page.locator("main form"))
    page.goto(story)
    expect(page.locator("main")).not_to_contain_text(f"{words.revised} ({way})")

    # A doubtful text is held, and its author is told which words did it.
    held = noor.write(story, f"{words.rude} ({way})")
    expect(page.locator("#posted")).to_contain_text("moron" if language == "en" else "crétin")

    # A moderator refuses it with a clause and a note; the author reads both, with the version.
    mona.take_case(f"{words.rude} ({way})")
    mona.decide("refuse", clauses=("3",), note=words.note)
    page.goto(f"/account/comments/{held}/")
    statement = page.locator("article.statement").first
    expect(statement).to_contain_text(words.note)
    expect(statement.locator(".clauses")).to_contain_text("3")
    assert words.note in text_of(product.letter(f"noor-{way}@mail.example", words.note))

    # The author appeals, once.
    statement.locator("[name=text]").fill(words.plea)
    noor.send(statement.locator("form"))
    expect(page.locator("main")).to_contain_text(words.plea)
    expect(page.locator("article.statement form")).to_have_count(0)

    # Who decided first cannot answer; somebody else does, and the author sees it.
    mona.take_case(f"{words.rude} ({way})")
    expect(mona.page.locator("form[data-decision]")).to_have_count(0)
    marc.take_case(f"{words.rude} ({way})")
    expect(marc.page.locator("main")).to_contain_text(words.plea)
    marc.decide("publish", note=words.answer)
    page.goto(f"/account/comments/{held}/")
    expect(page.locator("main")).to_contain_text(words.answer)
    page.goto(story)
    expect(page.locator(f"[id='c-{held}']")).to_contain_text(words.rude)

    # The conversation closes while someone writes: refused, and the draft is kept.
    form = noor.open_compose(story, f"{words.late} ({way})")
    mona.page.goto(f"/desk/stories{story}")
    mona.page.locator("#close [name$=reason]").fill(words.reason)
    mona.send(mona.page.locator("#close"))
    noor.send(form)
    expect(page.locator("main")).to_contain_text(words.reason)
    expect(page.locator("#kept")).to_have_value(f"{words.late} ({way})")
    page.goto(story)
    expect(page.locator("main")).to_contain_text(words.reason)

    # Reopened, it goes on; with script the draft has waited in the form.
    mona.page.goto(f"/desk/stories{story}")
    mona.send(mona.page.locator("#reopen"))
    page.goto(story)
    expect(page.locator("form.compose [name=text]")).to_have_value(f"{words.late} ({way})" if script else "")
