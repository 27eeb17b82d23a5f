"""The headings of a complaint of defamation, in the language of whoever reads it."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

HEADINGS = (
    _("The words complained of"),
    _("What they are understood to mean"),
    _("What in them is untrue, or opinion without facts"),
)


def headed(parts: tuple[str, str, str]) -> str:
    """What was said, each part under its heading in the active language."""
    return "\n\n".join(f"{heading}\n{said.strip()}" for heading, said in zip(HEADINGS, parts, strict=True))


def reheaded(text: str) -> str:
    """The same with its headings in the active language, whichever they were written in."""
    now = {written: str(heading) for heading in HEADINGS for written in _everywhere(heading)}
    return "\n".join(now.get(line, line) for line in text.split("\n"))


def _everywhere(heading: object) -> list[str]:
    found = []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found.append(str(heading))
    return found
