// The window of /embed/sign-in/: hands the sign-in to the page that opened it, and closes. Only pages of
// the origin that was checked can receive the message.

const { elsewhere: origin, token } = document.querySelector("[data-elsewhere]").dataset;
const show = (selector, isShown) => {
  for (const part of document.querySelectorAll(selector)) part.hidden = !isShown;
};

if (!window.opener) {
  show("[data-ask], [data-handed]", false);
  show("[data-alone]", true);
} else if (token) {
  window.opener.postMessage({ type: "undersigned:signed-in", token }, origin);
  window.close();
}
