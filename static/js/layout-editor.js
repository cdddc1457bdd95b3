// Draws the table anew after each change, and lets columns be dragged. Without this file each
// button sends the form and gets the same page back; nothing here knows what a button does.
import "../vendor/sortable.min.js";

const WAIT = 400; // milliseconds after the last key
const form = document.getElementById("layout-form");
let newest = 0;
let timer = 0;

async function ask(act) {
  newest += 1;
  const asked = newest;
  const data = new FormData(form);
  data.set("do", act);
  const answer = await fetch(form.action, { method: "POST", body: data }).catch(() => null);
  if (!answer || !answer.ok || answer.redirected || asked !== newest) {
    return { isLate: asked !== newest, page: null };
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return { isLate: asked !== newest, page: page.getElementById("layout-form") };
}

// Only the sample and the sum: what is being typed is never touched.
async function look() {
  const { page } = await ask("look");
  if (!page) return;
  for (const id of ["layout-sample", "layout-total"]) {
    document.getElementById(id).replaceWith(page.querySelector(`#${id}`));
  }
}

function send(button) {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "do";
  field.value = button;
  form.append(field);
  form.requestSubmit();
}

async function press(act) {
  clearTimeout(timer);
  const { isLate, page } = await ask(act);
  if (isLate) return;
  if (!page) {
    send(act);
    return;
  }
  // the words are put in last, so that a reader of the screen hears them
  const said = page.querySelector("#layout-said").textContent;
  page.querySelector("#layout-said").textContent = "";
  form.replaceChildren(...page.childNodes);
  form.dataset.unsaved = "";
  ready();
  form.querySelector("[autofocus]")?.focus({ preventScroll: false });
  document.getElementById("layout-said").textContent = said;
}

function ready() {
  form.querySelector("[data-look]").hidden = true; // the sample follows by itself
  window.Sortable.create(form.querySelector(".layout-columns"), {
    handle: "[data-grip]",
    animation: 0,
    ghostClass: "dragging",
    onEnd: ({ oldIndex, newIndex }) => oldIndex !== newIndex && press("look"),
  });
}

if (form) {
  document.documentElement.classList.add("can-drag");
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=do]");
    if (!button || ["save", "pdf"].includes(button.value)) return;
    event.preventDefault();
    press(button.value);
  });
  form.addEventListener("input", (event) => {
    if (event.target.name === "start" || event.isComposing) return;
    clearTimeout(timer);
    timer = setTimeout(look, WAIT);
  });
  ready();
}
