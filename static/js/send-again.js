// Signing in again, in another tab, makes the token of this page an old one: a new one is fetched
// before the form is sent, so that one press is enough. Without it the server asks for a second.
const form = document.querySelector("form[data-send-again]");

async function newToken() {
  try {
    const response = await fetch(form.dataset.sendAgain, { signal: AbortSignal.timeout(10000) });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    return page.querySelector("input[name=csrfmiddlewaretoken]")?.value;
  } catch {
    return undefined; // no network: the browser says so when the form is sent
  }
}

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const token = await newToken();
  if (token) form.elements.csrfmiddlewaretoken.value = token;
  HTMLFormElement.prototype.submit.call(form);
});
