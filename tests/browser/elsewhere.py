"""A newsroom's own page, on an origin of its own, under the strict policy of docs/integrate/embed.md."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self' {base}; connect-src {base}; base-uri 'none'; "
    "require-trusted-types-for 'script'; trusted-types undersigned lit-html"
)
STYLE = """
:root { font-family: "Liberation Sans", Arial, sans-serif; color-scheme: light dark; }
body { max-width: 70rem; margin: 0 auto; padding: 1rem; line-height: 1.5; }
h1 { font: 600 2rem/1.1 Georgia, serif; }
main > p, h1 { max-width: 40rem; }
.far { height: 300vh; }
undersigned-conversation { display: block; min-height: 100vh; }
"""
PAGE = """<!doctype html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Halyard News</title>
<link rel="stylesheet" href="/page.css">
<script type="module" src="{base}/embed/v1.js"></script>
<script type="module" src="/page.js"></script>
</head>
<body>
<header><a href="/">Halyard News</a></header>
<main>
<h1>Marrow Island keeps its last ferry</h1>
<p>The board heard it on Monday night.</p>
<div class="{gap}"></div>
<undersigned-conversation community="{community}" story="{story}" {attributes}>
<a href="{base}/{community}/{story}/#conversation">The conversation about this story</a>
</undersigned-conversation>
</main>
<footer>
<p>The end of the page.</p>
<p><undersigned-count community="{community}" story="{story}">–</undersigned-count></p>
<p><undersigned-count community="kids" story="weather-balloon">–</undersigned-count></p>
</footer>
</body>
</html>
"""
SCRIPT = """
window.heard = [];
for (const name of ["ready", "posted", "held", "revised", "withdrawn", "recommended", "reported", "signed-in",
                    "signed-out", "state", "count", "error"]) {
  document.addEventListener(`undersigned:${name}`, (event) => window.heard.push([name, event.detail]));
}
window.shifts = 0;
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.shifts += shift.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@dataclass(frozen=True)
class Elsewhere:
    """A newsroom's site. Shape  origin: its own, not the product's"""

    origin: str

    def page(self, story: str, *, language: str = "en", community: str = "news", **more: str) -> str:
        """The address of a page with this story's conversation.

        Shape  more: attributes of the element, gap (`far` puts it far down), direction
        """
        query = {"story": story, "language": language, "community": community, **more}
        return f"{self.origin}/story?" + "&".join(f"{name}={value}" for name, value in query.items())


@contextmanager
def elsewhere(base: str) -> Iterator[Elsewhere]:
    """Serve such pages, with the conversations of the product at `base`."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = urlsplit(self.path)
            kind, body = _answer(address.path, dict(parse_qs(address.query)), base)
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Security-Policy", POLICY.format(base=base))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            """Nothing: a test says what went wrong."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Elsewhere(f"http://localhost:{server.server_port}")
    finally:
        server.shutdown()
        server.server_close()


def _answer(path: str, query: dict[str, list[str]], base: str) -> tuple[str, str]:
    if path == "/page.css":
        return "text/css", STYLE
    if path == "/page.js":
        return "text/javascript", SCRIPT
    if path != "/story":
        return "text/plain", ""
    given = {name: values[0] for name, values in query.items()}
    known = {name: given.pop(name, other) for name, other in DEFAULTS.items()}
    attributes = " ".join(f'{name}="{value}"' for name, value in given.items())
    return "text/html", PAGE.format(base=base, attributes=attributes, **known)


DEFAULTS = {"language": "en", "direction": "ltr", "community": "news", "story": "", "gap": ""}
