"""A newsroom's own page, at another site of this machine: it does by hand what the embed does."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = """<!doctype html><meta charset="utf-8"><title>The Daily</title>
<script type="module" src="/embed.js"></script>
<h1>The river rose again</h1>
<button id="sign-in">Sign in</button> <button id="post">Post</button>
<button id="keep">Keep</button> <button id="resume">Resume</button> <button id="leave">Leave</button>
<output id="said"></output>"""

SCRIPT = """
const base = "%(base)s", community = "%(community)s", story = "%(story)s";
const said = document.getElementById("said");
let token = "", popup = null;
const say = (text) => { said.textContent = text; };
const call = (path, given = {}) => fetch(`${base}/api/v1${path}`, {
  method: "POST", ...given, headers: { ...(token && { Authorization: `Bearer ${token}` }), ...given.headers },
});
const on = (id, act) => document.getElementById(id).addEventListener("click", () => {
  say("…");
  act().catch((error) => say(`failed: ${error.message}`));
});
addEventListener("message", (event) => {
  if (event.origin !== base || event.source !== popup || event.data.type !== "undersigned:signed-in") return;
  token = event.data.token;
  say("signed in");
});
on("sign-in", async () => {
  const query = new URLSearchParams({ origin: location.origin, community });
  popup = open(`${base}/embed/sign-in/?${query}`, "undersigned", "width=420,height=640");
});
on("post", async () => {
  const answer = await call(`/communities/${community}/stories/${story}/comments`, {
    headers: { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() },
    body: JSON.stringify({ text: "Seen from the page itself.", licence_version: 1, guidelines_version: 1 }),
  });
  const { comment, title } = await answer.json();
  say(`${answer.status} ${comment ? comment.byline.name : title}, pace ${answer.headers.has("RateLimit")}`);
});
on("keep", async () => say(String((await call("/session/keep", { credentials: "include" })).status)));
on("resume", async () => {
  token = "";
  const answer = await call("/session/resume", { credentials: "include" });
  if (answer.ok) token = (await answer.json()).session_token;
  say(String(answer.status));
});
on("leave", async () => say(String((await call("/session/leave", { credentials: "include" })).status)));
"""

# The recipe of docs/integrate/sign-in.md.
POLICY = (
    "default-src 'none'; script-src 'self' {base}; connect-src {base}; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)


@contextmanager
def published(base: str, community: str, story: str) -> Iterator[str]:
    """The page's origin, `http://localhost:…`, while it is served."""
    script = SCRIPT % {"base": base, "community": community, "story": story}

    class Newsroom(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            if self.path == "/probe":
                self.send_header("Access-Control-Allow-Origin", self.headers.get("Origin", ""))
                self.send_header("Access-Control-Allow-Credentials", "true")
                self.send_header("Set-Cookie", "probe=1; Path=/; Secure; SameSite=None")
            else:
                self.send_header("Content-Security-Policy", POLICY.format(base=base))
            is_script = self.path == "/embed.js"
            self.send_header("Content-Type", "text/javascript" if is_script else "text/html; charset=utf-8")
            self.send_header("Cross-Origin-Opener-Policy", "same-origin-allow-popups")
            self.end_headers()
            has_cookie = "probe=1" in self.headers.get("Cookie", "")
            body = str(has_cookie) if self.path == "/probe" else script if is_script else PAGE
            self.wfile.write(body.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the library
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Newsroom)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
