// What the server draws anew after each save: the printed row, and what is to be looked at.
const QUIET = 1500;
const place = document.querySelector("[data-printed]");
const rail = document.querySelector("[data-found]");
let isBusy = false;
let isDue = false;
let timer = 0;

export async function refreshPrinted(form) {
  clearTimeout(timer);
  timer = setTimeout(() => refreshFindings(form), QUIET);
  if (isBusy) {
    isDue = true;
    return;
  }
  isBusy = true;
  try {
    const response = await fetch(form.dataset.preview, { redirect: "manual" });
    if (response.ok) {
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = page.getElementById("printed-row");
      if (fresh) place.replaceChildren(...fresh.childNodes);
    }
  } catch {
    // the line of saving says that the network is gone; the old row stays
  }
  isBusy = false;
  if (isDue) {
    isDue = false;
    refreshPrinted(form);
  }
}

// all of it is drawn by the server, which escapes what it quotes
async function refreshFindings(form) {
  try {
    const response = await fetch(form.dataset.findings, { redirect: "manual" });
    if (!response.ok) return;
    const { html, boxes } = await response.json();
    if (!rail.contains(document.activeElement)) rail.innerHTML = html;
    for (const field of form.querySelectorAll("[data-field]")) {
      const below = field.querySelector("[data-findings]");
      if (below) below.innerHTML = boxes[field.dataset.field] || "";
    }
  } catch {
    // the findings of the last save stay
  }
}
