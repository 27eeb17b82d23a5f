// The next case is fetched while this one is read, and shown as soon as the decision on this one is recorded.
// Nothing is claimed by fetching; the answer to the decision says whether the fetched one was taken, and what is
// shown is asked for once more, so that it is never older than its page would be. Without script a page follows.
// Not by fetch: only XMLHttpRequest reads an answer as a page under a policy that asks for trusted types.

let ahead = null; // the page of a case that nobody has taken yet
let shownAt = location.pathname;

function ask(method, address, told, data = null) {
  const asked = new XMLHttpRequest();
  asked.open(method, address);
  asked.responseType = "document";
  asked.addEventListener("load", () => told(asked));
  asked.send(data);
  return asked;
}

const caseOf = (page) => page?.querySelector("[data-case]");

function lookAhead() {
  ahead = null;
  const here = caseOf(document);
  if (!here?.dataset.ahead) return;
  ask("GET", here.dataset.ahead, ({ status, response }) => {
    if (status === 200 && caseOf(document) === here && caseOf(response)) ahead = response;
  });
}

function show(page, address) {
  document.title = page.title;
  document.querySelector("main").replaceWith(page.querySelector("main"));
  history.pushState(null, "", address);
  shownAt = location.pathname;
  scrollTo(0, 0);
  (document.querySelector("[data-focus]") ?? document.querySelector("main")).focus();
  document.dispatchEvent(new Event("desk:shown"));
}

// What has changed since it was fetched: the claim, what is to be told, and whatever else did.
function freshen(page) {
  const here = caseOf(document);
  const now = caseOf(page);
  if (here.dataset.case !== now?.dataset.case) return;
  const text = (from) => from.querySelector("[data-decision] [name=revision]")?.value;
  if (text(here) !== text(now)) return here.replaceWith(now);
  for (const part of [".case-head", ".case-main", ".case-more"]) {
    const [shown, fresh] = [here.querySelector(part), now.querySelector(part)];
    if (!shown.isEqualNode(fresh)) shown.replaceWith(fresh);
  }
}

function tell(page) {
  const told = page.querySelector("main > [role=status]");
  if (told) document.querySelector("main").prepend(told);
}

function showAhead() {
  const { dataset } = caseOf(ahead);
  show(ahead, dataset.address);
  ask("GET", dataset.address, ({ response }) => {
    if (!response) return;
    freshen(response);
    tell(response);
  });
  lookAhead();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const { submitter } = event;
  if (event.defaultPrevented || !ahead || !caseOf(document)?.contains(form)) return;
  if (!form.matches("[data-decision]") || !form.elements.onward.checked || !submitter) return;
  event.preventDefault();
  const data = new FormData(form);
  data.set(submitter.name, submitter.value);
  data.set("ahead", caseOf(ahead).dataset.case);
  const asked = ask("POST", form.action, ({ status, response, responseURL }) => {
    if (status === 204) return showAhead();
    if (!response?.querySelector("main")) return sendAsPage(form, submitter);
    show(response, responseURL);
    lookAhead();
  }, data);
  asked.addEventListener("error", () => sendAsPage(form, submitter));
});

// Nothing was heard: the browser sends it, and tells what is wrong. What is sent twice is done once.
function sendAsPage(form, { name, value }) {
  const pressed = document.createElement("input");
  Object.assign(pressed, { type: "hidden", name, value });
  form.append(pressed);
  form.submit();
}

addEventListener("popstate", () => {
  if (location.pathname !== shownAt) location.reload();
});

lookAhead();
