"""The Perspective API as Google's client libraries read of it: a discovery document, version 1.

What the fields hold is said by the OpenAPI document; those libraries need names and addresses alone.
"""

from typing import Any

NAME, VERSION = "commentanalyzer", "v1alpha1"
CALLS = {
    "analyze": ("AnalyzeComment", "Scores a text."),
    "suggestscore": ("SuggestCommentScore", "Taken, and let go."),
}


def description(base_url: str) -> dict[str, Any]:
    """Shape  base_url: this installation, without a path"""
    return {
        "kind": "discovery#restDescription",
        "discoveryVersion": "v1",
        "id": f"{NAME}:{VERSION}",
        "name": NAME,
        "version": VERSION,
        "title": "Undersigned, in the shape of the Perspective Comment Analyzer API",
        "protocol": "rest",
        "rootUrl": f"{base_url}/",
        "baseUrl": f"{base_url}/",
        "servicePath": "",
        "batchPath": "batch",
        "parameters": {
            "key": {"type": "string", "location": "query", "description": "A key of `undersigned key add`."},
            "alt": {"type": "string", "location": "query", "default": "json", "enum": ["json"]},
            "prettyPrint": {"type": "boolean", "location": "query", "default": "true"},
        },
        "schemas": {
            f"{call}{way}": {"id": f"{call}{way}", "type": "object"}
            for call, _ in CALLS.values()
            for way in ("Request", "Response")
        },
        "resources": {
            "comments": {"methods": {name: _method(name, *about) for name, about in CALLS.items()}}
        },
    }


def _method(name: str, call: str, description: str) -> dict[str, Any]:
    return {
        "id": f"{NAME}.comments.{name}",
        "path": f"{VERSION}/comments:{name}",
        "flatPath": f"{VERSION}/comments:{name}",
        "httpMethod": "POST",
        "description": description,
        "parameters": {},
        "parameterOrder": [],
        "request": {"$ref": f"{call}Request"},
        "response": {"$ref": f"{call}Response"},
    }
