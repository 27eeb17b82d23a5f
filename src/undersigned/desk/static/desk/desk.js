// What script adds to the desk: single keys, and copying. The pages are whole without it.
// Every key presses a link or a button that stands on the page; nothing is done here besides.

const OFF = "undersigned.desk.keys-off";
const list = () => document.querySelector("[data-keys]");

function areOn() {
  try {
    return !localStorage.getItem(OFF);
  } catch {
    return true;
  }
}

function setOn(isOn) {
  try {
    if (isOn) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  } catch {
    // storage is switched off: the choice lasts as long as the page
  }
}

function move(step) {
  const links = [...document.querySelectorAll("[data-queue] .queue-text a")];
  if (!links.length) return;
  const here = links.indexOf(document.activeElement);
  const next = here < 0 ? 0 : Math.min(Math.max(here + step, 0), links.length - 1);
  links[next].focus();
  links[next].closest("li").scrollIntoView({ block: "nearest" });
}

// A clause is ticked by its number as it is typed: 3 ticks clause 3, and .1 at once after it makes
// that clause 3.1 instead.
const clauses = () =>
  new Map([...document.querySelectorAll("[data-decision] [name=clauses]")].map((box) => [box.value, box]));
let typed = { number: "", at: 0, box: null };

function tick(figure, at) {
  const boxes = clauses();
  const longer = typed.number + figure;
  const goesOn = at - typed.at < 1_000 && [...boxes.keys()].some((number) => number.startsWith(longer));
  const number = goesOn ? longer : figure;
  if (goesOn && typed.box) typed.box.click();
  const box = boxes.get(number) ?? null;
  typed = { number, at, box };
  box?.click();
  box?.focus();
  return boxes.size > 0;
}

function tickRow() {
  const box = document.activeElement?.closest("[data-queue] li")?.querySelector("[name=item]");
  box?.click();
  return Boolean(box);
}

function press(key) {
  const found = document.querySelector(`[data-key="${key}"]`);
  found?.click();
  return Boolean(found);
}

function isWriting(target) {
  return target.closest("textarea, select, input:not([type=checkbox], [type=radio])") !== null;
}

function search() {
  const form = document.querySelector("[data-search]");
  if (!form) return;
  form.open = true;
  form.querySelector("[type=search]").focus();
}

function showNotes() {
  const notes = document.querySelector("[data-notes]");
  if (!notes) return;
  notes.open = true;
  notes.querySelector("[data-note]").focus();
}

function writeToReaders() {
  const grounds = document.querySelector("[data-grounds]");
  if (!grounds) return;
  grounds.open = true;
  const field = grounds.querySelector("[name=label]");
  field?.focus();
  field?.scrollIntoView({ block: "center" }); // not behind the verdicts at the bottom
}

// True when the key was ours.
function act(key, at) {
  if (key === "?") list().showModal();
  else if (key === "j" || key === "k") move(key === "j" ? 1 : -1);
  else if (key === "m") return tickRow();
  else if (key === "w") document.querySelector("[data-decision] textarea")?.focus();
  else if (key === "/") search();
  else if (key === "l") writeToReaders();
  else if (key === "s") showNotes();
  else if (/^[\d.]$/.test(key)) return tick(key, at);
  else return /^[nprxehuzac]$/.test(key) && press(key);
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.repeat && !/^[jk]$/.test(event.key)) return;
  if (event.key === "Escape" && isWriting(event.target)) return event.target.blur();
  if (list().open || isWriting(event.target) || !areOn()) return;
  if (act(event.key, event.timeStamp)) event.preventDefault();
});

// A saved note goes into the note as it stands, and its clause is ticked; what was written stays before it.
function useNote(button) {
  const note = document.querySelector("[data-decision] [name=note]");
  const words = button.closest("li").querySelector("[data-note-text]").textContent;
  note.value = [note.value.trim(), words].filter(Boolean).join("\n\n");
  const box = clauses().get(button.dataset.note);
  if (box) box.checked = true;
  button.closest("details").open = false;
  note.focus();
}

async function copy(button) {
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
  button.textContent = button.dataset.copied;
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (!button) return;
  if ("keysOpen" in button.dataset) list().showModal();
  else if ("note" in button.dataset) useNote(button);
  else if ("copy" in button.dataset) copy(button);
});

document.addEventListener("change", ({ target }) => {
  if ("keysOn" in target.dataset) setOn(target.checked);
});

// A decision is sent once, however often the key is pressed.
let sent = new WeakSet();
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-decision]")) return;
  if (sent.has(event.target)) event.preventDefault();
  sent.add(event.target);
});
addEventListener("pageshow", () => (sent = new WeakSet()));

// What works by script only shows itself once there is one.
function appear() {
  document.querySelector("[data-keys-on]").checked = areOn();
  document.querySelector("[data-keys-hint]").hidden = false;
  for (const button of document.querySelectorAll("[data-note]")) button.hidden = false;
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
}

appear();
document.addEventListener("desk:shown", appear);
