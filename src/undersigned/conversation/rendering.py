"""Comment text to HTML: paragraphs, line breaks, emphasis, quotes and lists; nothing else."""

import nh3
from markdown_it import MarkdownIt

_markdown = MarkdownIt("zero", {"breaks": True, "html": False}).enable(
    ["blockquote", "list", "emphasis", "newline", "escape", "entity"]
)
_TAGS = {"p", "br", "em", "strong", "blockquote", "ul", "ol", "li"}


def render(text: str) -> str:
    """The text as HTML that is safe to show as it is."""
    return nh3.clean(_markdown.render(text), tags=_TAGS, attributes={}).strip()
