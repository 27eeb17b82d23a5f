"""Comment text to HTML: paragraphs, line breaks, emphasis, quotes and lists; nothing else.

Readers type plain text. A mark counts only where it can hardly mean anything else; what does not
count is shown as it was typed.
"""

import re

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote, list_block
from markdown_it.rules_inline import StateInline, emphasis

_TAGS = {"p", "br", "em", "strong", "blockquote", "ul", "ol", "li"}
_QUOTE = re.compile(r">(?:[ >]|$)")  # not “>50 %”
_LIST = re.compile(r"(?:[-*]|1\.) +(?![-* ]*$)")  # not “1986. A good year”, not a row of asterisks
_ANSWERED = re.compile(r"^( *>(?:[ >].*)?\n)(?! *>|\n)", re.MULTILINE)
_parser = MarkdownIt("zero", {"breaks": True, "html": False})


def render(text: str) -> str:
    """The text as HTML that is safe to show as it is.

    What follows a quote on the next line is the author's answer, not a part of it.
    """
    html = str(_parser.render(_ANSWERED.sub(r"\1\n", text)))
    return nh3.clean(html, tags=_TAGS, attributes={"li": {"value"}}).strip()


def _quote(state: StateBlock, line: int, last: int, silent: bool) -> bool:
    return _begins(_QUOTE, state, line) and blockquote(state, line, last, silent)


def _list(state: StateBlock, line: int, last: int, silent: bool) -> bool:
    """A list shows the numbers that were typed, also where they do not count up."""
    before = len(state.tokens)
    is_next_item = silent and state.sCount[line] < state.blkIndent  # of the list under way: any number
    if not (is_next_item or _begins(_LIST, state, line)) or not list_block(state, line, last, silent):
        return False
    level = state.level + 1
    items = [t for t in state.tokens[before:] if t.type == "list_item_open" and t.level == level]
    for place, item in enumerate(items, start=1):
        if item.info and int(item.info) != place:
            item.attrSet("value", str(int(item.info)))
    return True


def _begins(mark: re.Pattern[str], state: StateBlock, line: int) -> bool:
    start = state.bMarks[line] + state.tShift[line]
    return mark.match(state.src[start : state.eMarks[line]]) is not None


def _emphasis(state: StateInline, silent: bool) -> bool:
    """An asterisk within a word or a sum (2*3*4) is one, as an underscore always was."""
    if state.src[state.pos] not in "*_":
        return False
    run = state.scanDelims(state.pos, canSplitWord=False)
    is_meant = state.src[state.pos - 1 : state.pos] != "\\"  # a raised arm: ¯\_(ツ)_/¯
    if is_meant and (run.can_open or run.can_close):
        return emphasis.tokenize(state, silent)
    state.pending += state.src[state.pos : state.pos + run.length]
    state.pos += run.length
    return True


_parser.enable(["blockquote", "list", "emphasis", "newline"])
_parser.block.ruler.at("blockquote", _quote, {"alt": ["paragraph", "reference", "blockquote", "list"]})
_parser.block.ruler.at("list", _list, {"alt": ["paragraph", "reference", "blockquote"]})
_parser.inline.ruler.at("emphasis", _emphasis)
