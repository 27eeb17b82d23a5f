"""The description of what is answered before the service is asked (`snapshots/serve.py`), and is no JSON."""

from typing import Any, get_args

from undersigned.conversation.shapes import Sort
from undersigned.web.problems import PROBLEM_TYPE

from .addresses import STORY

REFUSED = {
    "description": "Refused; nothing was written.",
    "content": {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
}


def _named(name: str, source: str, about: str, **schema: Any) -> dict[str, Any]:
    return {
        "name": name,
        "in": source,
        "required": source == "path",
        "description": about,
        "schema": {"type": "string", **schema},
    }


STORY_NAMED = [
    _named("community", "path", "its slug"),
    _named("story", "path", "the newsroom’s own key"),
]
PATHS: dict[str, Any] = {
    f"{STORY}/live": {
        "get": {
            "operationId": "listen",
            "tags": ["Reading"],
            "summary": "What a conversation becomes",
            "description": "Server-sent events `published`, `revised`, `removed`, `counts` and `state`; "
            "`reset` says to read anew.",
            "parameters": [
                *STORY_NAMED,
                _named("after", "query", "the `version` that is known; without it, now", pattern="^[0-9]+$"),
                _named("Last-Event-ID", "header", "the same, as a browser says it that comes again"),
            ],
            "responses": {
                "200": {
                    "description": "A stream.",
                    "content": {"text/event-stream": {"schema": {"type": "string"}}},
                },
                "default": REFUSED,
            },
        }
    },
    f"{STORY}/conversation.html": {
        "get": {
            "operationId": "get_conversation_html",
            "tags": ["Reading"],
            "summary": "The first page as a piece of HTML",
            "description": "For pages put together by ESI or SSI, or by `fetch`; readable without script.",
            "parameters": [
                *STORY_NAMED,
                _named("sort", "query", "the order", enum=list(get_args(Sort)), default="newest"),
            ],
            "responses": {
                "200": {
                    "description": "A `section`.",
                    "content": {"text/html": {"schema": {"type": "string"}}},
                },
                "default": REFUSED,
            },
        }
    },
}
