// Passkeys: a form marked data-passkey asks the device, puts its answer into the field "credential"
// and is sent. No dependencies; it writes text and attributes, never markup.

const bytes = (text) => {
  const plain = text.replace(/-/g, "+").replace(/_/g, "/");
  return Uint8Array.from(atob(plain), (char) => char.charCodeAt(0));
};

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

const withBytes = (keys) => (keys || []).map((key) => ({ ...key, id: bytes(key.id) }));

function asked(does, { publicKey }, isAlone) {
  const options = { ...publicKey, challenge: bytes(publicKey.challenge) };
  if (does === "get") return { ...options, allowCredentials: withBytes(publicKey.allowCredentials) };
  const selection = { ...publicKey.authenticatorSelection };
  if (isAlone) {
    Object.assign(selection, { residentKey: "required", requireResidentKey: true, userVerification: "required" });
  }
  return {
    ...options,
    authenticatorSelection: selection,
    user: { ...publicKey.user, id: bytes(publicKey.user.id) },
    excludeCredentials: withBytes(publicKey.excludeCredentials),
  };
}

function told(credential) {
  const { response } = credential;
  const answer = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[part]) answer[part] = text(response[part]);
  }
  if (response.getTransports) answer.transports = response.getTransports();
  return {
    type: credential.type,
    id: credential.id,
    rawId: text(credential.rawId),
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: answer,
  };
}

async function options(form) {
  const beside = form.querySelector('script[type="application/json"]');
  if (beside) return JSON.parse(beside.textContent);
  const answer = await fetch(form.dataset.passkeyFrom, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`options: ${answer.status}`);
  return (await answer.json()).request_options;
}

async function send(form) {
  const does = form.dataset.passkey;
  const isAlone = form.elements.passwordless ? form.elements.passwordless.checked : false;
  const publicKey = asked(does, await options(form), isAlone);
  const credential = await navigator.credentials[does]({ publicKey });
  form.elements.credential.value = JSON.stringify(told(credential));
  form.submit();
}

function prepare(form) {
  const failed = form.querySelector("[role=alert]");
  const button = form.querySelector("button");
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    failed.hidden = true;
    button.disabled = true;
    try {
      await send(form);
    } catch (error) {
      failed.textContent =
        error.name === "SecurityError" ? form.dataset.passkeyNowhere : form.dataset.passkeyFailed;
      failed.hidden = false;
    } finally {
      button.disabled = false;
    }
  });
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) prepare(form);
}
