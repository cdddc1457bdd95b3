// A form whose answer takes seconds: says what is being done, and is sent once.
const PATIENCE = 400; // milliseconds before a word of waiting

function tell(form) {
  const status = form.querySelector("[data-wait-status]");
  const bar = document.createElement("progress");
  bar.setAttribute("aria-label", "กำลังดำเนินการ");
  const words = document.createElement("p");
  words.textContent = form.dataset.wait;
  status.replaceChildren(words, bar);
}

for (const form of document.querySelectorAll("form[data-wait]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.isSent) {
      event.preventDefault();
      return;
    }
    form.dataset.isSent = "yes";
    setTimeout(() => tell(form), PATIENCE);
  });
}

// back again from the page that came: the form may be sent anew
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-wait]")) {
    delete form.dataset.isSent;
    form.querySelector("[data-wait-status]").replaceChildren();
  }
});
