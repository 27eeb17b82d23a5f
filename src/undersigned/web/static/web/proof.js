// A form marked data-proof: while it is filled in, a worker finds the answer to its challenge, so that the
// form need not be confirmed by a letter. If that fails, the form is sent without. No dependencies.

const form = document.querySelector("form[data-proof]");

function workerAt(address) {
  const url = new URL(address, location.href);
  if (url.origin !== location.origin) throw new Error("not our own");
  const policy = window.trustedTypes?.createPolicy("undersigned-proof", { createScriptURL: () => url.href });
  return new Worker(policy ? policy.createScriptURL("") : url.href);
}

function found(challenge, bits) {
  return new Promise((resolve, reject) => {
    const worker = workerAt(form.dataset.worker);
    worker.addEventListener("message", (event) => {
      worker.terminate();
      resolve(event.data);
    });
    worker.addEventListener("error", reject);
    worker.postMessage({ challenge, bits });
  });
}

let working = null;
let isOver = false;

function begin() {
  const { challenge, answer } = form.elements;
  working ??= found(challenge.value, Number(form.dataset.bits))
    .then((text) => {
      answer.value = text;
    })
    .catch(() => {}) // without an answer it is confirmed by a letter
    .finally(() => {
      isOver = true;
    });
  return working;
}

form.addEventListener("focusin", begin, { once: true });
form.addEventListener("submit", async (event) => {
  if (isOver || event.submitter?.name === "more") return;
  event.preventDefault();
  const said = form.querySelector("[data-proof-said]");
  said.textContent = said.dataset.waiting;
  await begin();
  form.requestSubmit(event.submitter);
});
