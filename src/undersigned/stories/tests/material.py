"""What the tests of this room read: the real story, where it is at hand, and small ones of their own."""

import json
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).parents[5] / "shared"


def shared(*parts: str) -> bytes:
    """A file of the material beside the checkout; the test is skipped where there is none."""
    path = SHARED.joinpath(*parts)
    if not path.is_file():
        pytest.skip(f"{path} is not at hand")
    return path.read_bytes()


def ninjs(**fields: Any) -> dict[str, Any]:
    """A small story in ninjs; a field given as None is left out."""
    item: dict[str, Any] = {
        "uri": "https://paper.example/2026/05/bridge-opens",
        "type": "text",
        "versionCreated": "2026-05-01T10:00:00Z",
        "language": "en-CA",
        "headlines": [{"role": "main", "value": "The bridge opens"}],
        "bodies": [{"contentType": "text/plain", "value": "First.\n\nSecond.\n\nThird."}],
    } | fields
    return {name: value for name, value in item.items() if value is not None}


def written(item: Any) -> bytes:
    """A JSON value as bytes."""
    return json.dumps(item).encode()


PAGE = """<!doctype html>
<html lang="fr-CA"><head><title>Le pont | Le Fleuve</title>
<link rel="canonical" href="https://fleuve.example/pont">{head}</head>
<body><nav><p>Menu</p></nav>{body}</body></html>"""

ARTICLE = """<article><h1>Le pont ouvre</h1><p class="deck">Après dix ans</p>
<p>Un premier paragraphe.</p><h2>La suite</h2><p>Un second <em>paragraphe</em>.</p></article>
<section class="comments"><article><h3>Ada</h3><p>Un commentaire.</p></article><p>À vous.</p></section>"""

LINKED = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Le pont ouvre",
    "datePublished": "2026-05-01T06:00:00-04:00",
}


def page(linked: Any = LINKED, *, head: str = "", body: str = ARTICLE) -> bytes:
    """A small story page with a block of JSON-LD, or several."""
    blocks = linked if isinstance(linked, tuple) else (linked,)
    scripts = "".join(
        f'<script type="application/ld+json">{b if isinstance(b, str) else json.dumps(b)}</script>'
        for b in blocks
        if b is not None
    )
    return PAGE.format(head=scripts + head, body=body).encode()
