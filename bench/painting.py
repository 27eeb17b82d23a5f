"""How soon a reader sees comments: the embed on a page of another origin, in Chromium, on a slow device."""

from playwright.sync_api import sync_playwright

from bench.sides import Side
from tests.browser.elsewhere import elsewhere
from tools.chromium import chromium

SLOWER = 4
WATCH = """
(() => {
  const look = () => {
    const seen = document.querySelector("undersigned-conversation")?.shadowRoot?.querySelector("article");
    if (!seen) return requestAnimationFrame(look);
    scheduler.postTask(() => { window.paintedAt = performance.now(); }, { priority: "user-blocking" });
  };
  requestAnimationFrame(look);
})();
"""
BYTES = """
performance.getEntriesByType("resource").find(({ name }) => name.includes("/conversation")).responseEnd
"""
SHIFTS = "window.shifts"


def paint(side: Side, key: str, repeats: int) -> tuple[list[float], list[float]]:
    """From the last byte of the first page until its first comments are painted; what moved meanwhile.

    Shape   → milliseconds, cumulative layout shifts
    Errors  NoChromium
    """
    waited: list[float] = []
    moved: list[float] = []
    flags = ["--no-sandbox", "--disable-gpu"]
    base = side.environment["UNDERSIGNED_BASE_URL"]
    with elsewhere(base) as newsroom, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=flags)
        for _ in range(repeats):
            context = browser.new_context(viewport={"width": 360, "height": 740})
            page = context.new_page()
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            page.add_init_script(WATCH)
            page.goto(newsroom.page(key))
            while not (painted := page.evaluate("window.paintedAt")):
                page.wait_for_timeout(20)
            waited.append(painted - page.evaluate(BYTES))
            page.wait_for_timeout(500)
            moved.append(page.evaluate(SHIFTS))
            context.close()
        browser.close()
    return waited, moved
