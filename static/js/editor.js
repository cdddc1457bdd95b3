// The measure editor: what makes writing quicker than by forms alone. Without it the page works.
import { keepCarried } from "./editor-carried.js";
import { keepFields } from "./editor-fields.js";
import { readGuides } from "./editor-guides.js";
import { keepOwners } from "./editor-owners.js";
import { watchPaste } from "./editor-paste.js";
import { watchPresence } from "./editor-presence.js";
import { keepSaving } from "./editor-saving.js";
import { keepSteps } from "./editor-steps.js";
import { keepStatus } from "./editor-status.js";
import { Store } from "./editor-store.js";

const form = document.querySelector("form[data-editor]");

function start() {
  document.documentElement.classList.add("has-script", "can-drag");
  const store = new Store(form.dataset.person, form.dataset.measure);
  const fields = keepFields(form, store);
  const saving = keepSaving(form, fields, store);
  const steps = keepSteps(form, fields, saving);
  keepOwners(form, fields, saving);
  keepStatus(form, fields, saving);
  readGuides(form);
  watchPaste(form, fields, steps);
  keepCarried(form, fields, saving);
  watchPresence(form, fields, saving, steps);
  watchKeys(saving);
  watchLeaving(saving, fields, store);
  saving.begin();
}

function watchKeys(saving) {
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.code === "KeyS") {
      event.preventDefault();
      saving.now();
    } else if (event.altKey && event.shiftKey && ["PageUp", "PageDown"].includes(event.key)) {
      event.preventDefault();
      goToPart(event.key === "PageUp" ? -1 : 1);
    } else if (event.altKey && (event.key === "PageUp" || event.key === "PageDown")) {
      const link = document.querySelector(
        event.key === "PageUp" ? "a[data-previous]" : "a[data-next]",
      );
      event.preventDefault();
      if (link) saving.now().then(() => location.assign(link.href));
    }
  });
}

// to the first box or button of the next part of the page that has one, or of a part before
function goToPart(step) {
  const parts = [...form.querySelectorAll("[data-part]")];
  const here = parts.indexOf(document.activeElement?.closest("[data-part]"));
  let place = here < 0 && step < 0 ? parts.length - 1 : here + step;
  for (; parts[place]; place += step) {
    const all = [...parts[place].querySelectorAll("input, textarea, select, button")].filter(
      (box) => box.checkVisibility() && box.tabIndex >= 0,
    );
    const first = all.find((box) => box.tagName !== "BUTTON") || all[0];
    if (first) {
      first.focus();
      return;
    }
  }
}

function watchLeaving(saving, fields, store) {
  // a click that posts the form carries every text and its base: nothing else is sent meanwhile
  form.addEventListener("submit", () => {
    saving.pause();
    fields.showSent();
  });
  window.addEventListener("pageshow", (event) => event.persisted && saving.resume());
  window.addEventListener("pagehide", () => saving.leave());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") saving.leave();
    else saving.soon();
  });
  for (const other of document.querySelectorAll("form[data-after-saving]")) {
    other.addEventListener("submit", (event) => {
      event.preventDefault();
      saving.now().then(() => other.submit());
    });
  }
  for (const out of document.querySelectorAll('form[action*="sign-out"]')) {
    out.addEventListener("submit", () => store.forgetOthers());
  }
}

if (form) start();
