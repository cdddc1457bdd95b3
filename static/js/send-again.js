// A form whose token became an old one gets a new one before it is sent, so that one press is
// enough. Without this the server asks for a second.
import { newToken } from "./new-token.js";

const form = document.querySelector("form[data-send-again]");

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { token } = await newToken(form.dataset.sendAgain); // without network the browser says so
  if (token) form.elements.csrfmiddlewaretoken.value = token;
  HTMLFormElement.prototype.submit.call(form);
});
