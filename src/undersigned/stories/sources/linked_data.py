"""The JSON-LD of a page: the article it describes, its films and its pictures."""

import html
import json
from collections.abc import Iterable, Iterator
from typing import Any

from .markup import Element
from .prose import line

Node = dict[str, Any]

ARTICLES = ("newsarticle", "article", "report", "blogposting")
CONTAINERS = ("@graph", "mainEntity")  # not lists of stories: a front page is no article
MOST_NODES = 2_000


def nodes(tree: Element) -> list[Node]:
    """Every object of every block, nested containers opened; a block that is not JSON is passed over."""
    found: list[Node] = []
    for script in tree.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() == "application/ld+json":
            found += _opened(_values(script.text or ""), MOST_NODES - len(found))
    return found


def article(found: Iterable[Node], canonical: str) -> Node | None:
    """The article that the page is: the one at its own address, else the only one; news before other kinds.

    Several articles, none of them at the page's address, are teasers: None.
    """
    articles = [node for node in found if _rank(node) is not None]
    of_page = [node for node in articles if canonical and canonical in addresses(node)]
    if not of_page and len({told[0] for node in articles if (told := addresses(node))}) > 1:
        return None
    return min(of_page or articles, key=lambda node: _rank(node) or 0, default=None)


def addresses(node: Node) -> list[str]:
    """What a node says its address is, the plainest first."""
    page = node.get("mainEntityOfPage")
    candidates = [node.get("url"), page, page.get("@id") if isinstance(page, dict) else None, node.get("@id")]
    return [address for candidate in candidates if (address := line(candidate)).lower().startswith("http")]


def text(value: Any) -> str:
    """The text of a value: itself, its `@value`, or the first of several. Entities are read as signs."""
    if isinstance(value, list):
        return next((words for each in value if (words := text(each))), "")
    if isinstance(value, dict):
        return text(value.get("@value"))
    return line(html.unescape(value)) if isinstance(value, str) else ""


def names(value: Any, found: Iterable[Node]) -> list[str]:
    """The names of one or several people or organisations, given in place or by `@id`."""
    by_id = {node["@id"]: node for node in found if isinstance(node.get("@id"), str) and "name" in node}
    told = []
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            told.append(text(each.get("name") or by_id.get(line(each.get("@id")), {}).get("name")))
        else:
            told.append(text(each))
    return [name for name in told if name and not name.startswith("http")]


def of_type(kind: str, *values: Any) -> list[Node]:
    """The nodes of a kind among values that may be nodes, lists of them, or something else."""
    candidates = [each for value in values for each in (value if isinstance(value, list) else [value])]
    return [each for each in candidates if isinstance(each, dict) and kind in _types(each)]


def _values(script: str) -> Any:
    words = script.strip().removeprefix("<!--").removesuffix("-->").strip()
    words = words.removeprefix("//<![CDATA[").removesuffix("//]]>").strip()
    try:
        return json.loads(words, strict=False)
    except (ValueError, RecursionError):
        return None


def _opened(value: Any, most: int) -> list[Node]:
    """The nodes in a value, containers before what they hold. Without recursion: blocks nest as they like."""
    opened: list[Node] = []
    waiting = [value]
    while waiting and len(opened) < most:
        each = waiting.pop(0)
        if isinstance(each, list):
            waiting = each[:most] + waiting
        elif isinstance(each, dict):
            opened.append(each)
            waiting += [each[name] for name in CONTAINERS if isinstance(each.get(name), dict | list)]
    return opened


def _types(node: Node) -> list[str]:
    value = node.get("@type")
    types = value if isinstance(value, list) else [value]
    return [each.rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower() for each in types if isinstance(each, str)]


def _rank(node: Node) -> int | None:
    """How much of a news article a node is, 0 the most; None for what is none."""
    types = _types(node)
    if any(kind.endswith("newsarticle") for kind in types):
        return 0
    if any(kind in ARTICLES or kind.endswith(("article", "blogposting")) for kind in types):
        return 1
    return None


def films(node: Node, found: Iterable[Node]) -> Iterator[Node]:
    """The films of an article, else those beside it."""
    own = of_type("videoobject", node.get("video"), node.get("associatedMedia"))
    yield from own or of_type("videoobject", list(found))
