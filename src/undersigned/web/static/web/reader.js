// What script adds to pages that are whole without it: drafts kept, characters counted, times kept
// fresh, missing pictures replaced. No dependencies; it writes text and attributes, never markup or style.

const LANGUAGE = `${document.documentElement.lang || "en"}-CA`;
const DRAFT_PREFIX = "undersigned.draft.";
const DRAFT_DAYS = 7;
const MINUTE = 60_000;

// Storage may be switched off or full: a draft is then simply not kept.
const drafts = {
  read(key) {
    try {
      const kept = JSON.parse(localStorage.getItem(DRAFT_PREFIX + key));
      return kept && Date.now() - kept.at < DRAFT_DAYS * 1440 * MINUTE ? kept.text : "";
    } catch {
      return "";
    }
  },
  keep(key, text) {
    try {
      if (text) localStorage.setItem(DRAFT_PREFIX + key, JSON.stringify({ text, at: Date.now() }));
      else localStorage.removeItem(DRAFT_PREFIX + key);
    } catch {
      // see above
    }
  },
};

function keepDraft(form) {
  const text = form.querySelector("textarea");
  const key = form.dataset.draft;
  if (!text.value) text.value = drafts.read(key);
  text.addEventListener("input", () => drafts.keep(key, text.value));
  if (text.value) drafts.keep(key, text.value);
}

// Counted as the server counts: composed characters, without the blanks around them.
function count(place) {
  const text = document.getElementById(place.dataset.countFor);
  const most = Number(place.dataset.most);
  const figures = new Intl.NumberFormat(LANGUAGE);
  const say = () => {
    const length = [...text.value.trim().normalize("NFC")].length;
    const isOver = length > most;
    const words = isOver ? place.dataset.over : place.dataset.words;
    place.textContent = words.replace("{n}", figures.format(isOver ? length - most : length));
    place.classList.toggle("is-over", isOver);
    if (isOver) text.setAttribute("aria-invalid", "true");
    else text.removeAttribute("aria-invalid");
  };
  text.addEventListener("input", say);
  say();
}

// The same whole units as on the server (templatetags/moments.py), years and months by the calendar.
function age(then, now) {
  let months = (now.getUTCFullYear() - then.getUTCFullYear()) * 12 + now.getUTCMonth() - then.getUTCMonth();
  const sameMonth = new Date(then);
  sameMonth.setUTCMonth(then.getUTCMonth() + months);
  if (sameMonth > now) months -= 1;
  if (months >= 12) return [Math.floor(months / 12), "year"];
  if (months >= 1) return [months, "month"];
  const minutes = Math.floor((now - then) / MINUTE);
  for (const [unit, size] of [["week", 10_080], ["day", 1_440], ["hour", 60], ["minute", 1]]) {
    if (minutes >= size) return [Math.floor(minutes / size), unit];
  }
  return null;
}

function refreshAges() {
  const words = new Intl.RelativeTimeFormat(LANGUAGE, { numeric: "always" });
  for (const time of document.querySelectorAll("time[data-age]")) {
    const found = age(new Date(time.dateTime), new Date());
    if (found) time.textContent = words.format(-found[0], found[1]);
  }
}

// A link that ends at a moment tells the minutes left, and goes with them.
function countDown() {
  for (const link of document.querySelectorAll("[data-until]")) {
    const left = Math.ceil((new Date(link.dataset.until) - Date.now()) / MINUTE);
    if (left <= 0) link.remove();
    else link.querySelector(".tally").textContent = `${left} min`;
  }
}

// Where a picture cannot be had, its caption stands in for it.
function replaceMissing(image) {
  const leave = () => image.closest("figure").classList.add("is-words");
  if (image.complete && image.currentSrc && !image.naturalWidth) leave();
  else image.addEventListener("error", leave, { once: true });
}

for (const done of document.querySelectorAll("[data-draft-done]")) drafts.keep(done.dataset.draftDone, "");
for (const form of document.querySelectorAll("form[data-draft]")) keepDraft(form);
for (const place of document.querySelectorAll("[data-count-for]")) count(place);
for (const image of document.querySelectorAll("img[data-picture]")) replaceMissing(image);
// After the page has gone to its fragment, which would take the focus away again.
addEventListener("load", () => document.querySelector("[data-focus]")?.focus());
refreshAges();
countDown();
setInterval(() => {
  refreshAges();
  countDown();
}, MINUTE / 2);
