"""How the embed's script is handed out: to any page, its chunks for ever, its loader for five minutes."""

import re
from collections.abc import MutableMapping

ADDRESS = "/embed/"
HASHED = re.compile(r"-[\w-]{8}\.js$")
FOR_EVER = "public, max-age=31536000, immutable"
LOADER = "public, max-age=300, stale-while-revalidate=86400"


def add_headers(headers: MutableMapping[str, str], path: str, url: str) -> None:  # noqa: ARG001 - WhiteNoise passes them
    """What WhiteNoise says of a file besides; it allows every origin by itself."""
    if url.startswith(ADDRESS):
        headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        headers["Cache-Control"] = FOR_EVER if HASHED.search(url) else LOADER
