// A claim is renewed while its case is worked on, and given back when its page is left. Without script it
// ends by itself after five minutes, and two buttons do the same.

const EVERY = 60_000; // milliseconds between two renewals; a claim lasts five minutes
const LEFT = "undersigned.desk.left"; // the case whose claim was given back on leaving, in this tab
let takenAt = Date.now();
let isSent = false;

const button = (name) => document.querySelector(`[data-claim] [data-${name}]`);

// Take the case, or keep it, and show what the page says of it now. Not by fetch: only this reads an answer
// as a page under a policy that asks for trusted types.
function take() {
  const pressed = button("take");
  if (!pressed) return;
  takenAt = Date.now();
  const asked = new XMLHttpRequest();
  asked.open("POST", pressed.formAction);
  asked.responseType = "document";
  asked.addEventListener("load", () => show(asked.response));
  asked.send(new FormData(pressed.form));
}

function show(page) {
  if (!page?.querySelector("[data-case]")) return; // signed out meanwhile, say: the decision will tell
  const here = document.querySelector("[data-claim]");
  const claim = page.querySelector("[data-claim]");
  if (claim) here?.replaceWith(claim);
  else here?.remove();
  const happened = page.querySelector(".happened");
  if (happened) document.querySelector(".case-head").after(happened);
}

// A press within the line of the claim itself says what it wants.
function keep({ target }) {
  if (target.closest?.("[data-claim]")) return;
  if (button("give-back") && Date.now() - takenAt > EVERY) take();
}

for (const sign of ["keydown", "input", "pointerdown", "scroll"]) {
  document.addEventListener(sign, keep, { passive: true });
}

// What was sent has done with the claim what it should.
document.addEventListener("submit", (event) => (isSent ||= event.target.method === "post"));

addEventListener("pagehide", () => {
  const pressed = button("give-back");
  if (isSent || !pressed) return;
  navigator.sendBeacon(pressed.formAction, new FormData(pressed.form));
  sessionStorage.setItem(LEFT, location.pathname);
});

// The next case took the place of this one, claimed by the decision.
document.addEventListener("desk:shown", () => {
  isSent = false;
  takenAt = Date.now();
});

// Who reloads, or comes back by the browser, goes on where they were.
addEventListener("pageshow", (event) => {
  isSent = false;
  const [arrival] = performance.getEntriesByType("navigation");
  const isBack = event.persisted || arrival?.type !== "navigate";
  if (isBack && sessionStorage.getItem(LEFT) === location.pathname) take();
  sessionStorage.removeItem(LEFT);
});
