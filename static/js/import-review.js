// Looking through an import: buttons and boxes act at once, without a new page; N and P go from
// point to point. Every button is one of an ordinary form and works without this.
import { renewToken } from "./new-token.js";
import { SIGN_IN, wordsOfNetwork, wordsOfPage } from "./refusals.js";
import { thai } from "./thai-digits.js";

const MOST_MILLISECONDS = 60_000;
const root = document.documentElement;
root.classList.add("has-script");
let queue = Promise.resolve();
let at = -1;
let isLeaving = false;

const review = () => document.querySelector("#review");
const points = () => [...document.querySelectorAll("[data-open-point]")];

// where both do not fit beside each other, the words of the file wait to be asked for
function foldSources() {
  if (!window.matchMedia("(max-width: 991.98px)").matches) return;
  for (const source of document.querySelectorAll(".source[open]")) source.open = false;
}
foldSources();

function say(words, isBad = false) {
  const status = document.querySelector("#review-status");
  if (!status) return;
  status.textContent = words;
  status.classList.toggle("field-error", isBad);
}

/** What had the focus, so that the new page has it in the same place. */
function mark(element) {
  if (!element) return null;
  if (element.id) return `#${CSS.escape(element.id)}`;
  const card = element.closest(".pair, section, details");
  return card?.id ? `#${CSS.escape(card.id)}` : null;
}

function openFolds() {
  return [...document.querySelectorAll("details[id][open]")].map((fold) => fold.id);
}

/** What the boxes of the form say, so that what is typed while an answer is on its way stays. */
function said(form) {
  const boxes = [...form.elements].filter((box) => box.name && !["hidden", "submit"].includes(box.type));
  return new Map(
    boxes.map((box) => [
      `${box.name} ${/radio|checkbox/.test(box.type) ? box.value : ""}`,
      /radio|checkbox/.test(box.type) ? box.checked : box.value,
    ]),
  );
}

function keepWhatChanged(sent, now, form) {
  for (const box of form.elements) {
    const isTick = /radio|checkbox/.test(box.type);
    const key = `${box.name} ${isTick ? box.value : ""}`;
    if (!sent.has(key) || !now.has(key) || sent.get(key) === now.get(key)) continue;
    if (isTick) box.checked = now.get(key);
    else box.value = now.get(key);
  }
}

function draw(text, address, focus, sent) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const fresh = page.querySelector("#review");
  const folds = openFolds();
  const now = said(document.querySelector("#review-form"));
  review().replaceWith(fresh);
  keepWhatChanged(sent, now, document.querySelector("#review-form"));
  foldSources();
  for (const id of folds) document.getElementById(id)?.setAttribute("open", "");
  document.title = page.title;
  window.history.replaceState(null, "", address);
  const summary = fresh.querySelector(".errsum");
  const wanted = focus && document.querySelector(focus);
  if (summary) summary.focus();
  else if (wanted) {
    if (!wanted.matches("a, button, input, select, textarea, [tabindex]")) wanted.tabIndex = -1;
    wanted.focus({ preventScroll: true });
  }
}

function refuse(words) {
  review().removeAttribute("aria-busy");
  say(`${words} · สิ่งที่ท่านแก้ยังอยู่ในหน้านี้ โปรดลองอีกครั้ง`, true);
}

function post(form, button) {
  const data = new FormData(form);
  if (button?.name) data.set(button.name, button.value);
  const signal = AbortSignal.timeout(MOST_MILLISECONDS);
  return fetch(form.action, { method: "POST", body: data, signal });
}

async function answerTo(form, button) {
  const answer = await post(form, button);
  // of a session that ended, or of one that began in another tab since
  if (answer.status !== 403 || !(await renewToken(form, form.action))) return answer;
  return post(form, button);
}

async function refuseBy(answer) {
  const text = await answer.text();
  if (answer.status === 404) refuse("ไม่พบตารางนี้ อาจมีผู้ลบไปแล้ว");
  else refuse(text.includes('href="/sign-in/"') ? SIGN_IN : wordsOfPage(text, answer.status));
}

async function send(form, button, focus) {
  const sent = said(form);
  const shown = setTimeout(() => say("กำลังจัดตาราง"), 400);
  review().setAttribute("aria-busy", "true");
  try {
    const answer = await answerTo(form, button);
    const address = new URL(answer.url);
    if (address.pathname.startsWith("/sign-in")) {
      refuse(SIGN_IN);
    } else if (answer.ok && address.pathname !== new URL(form.action).pathname) {
      isLeaving = true;
      window.location.assign(address); // it was brought in or thrown away meanwhile
    } else if (answer.ok || answer.status === 422) {
      const shownAt = answer.redirected ? address.href : window.location.href;
      draw(await answer.text(), shownAt, focus, sent);
    } else {
      await refuseBy(answer);
    }
  } catch (error) {
    refuse(wordsOfNetwork(error));
  } finally {
    clearTimeout(shown);
  }
}

function later(work) {
  queue = queue.then(work, work);
  return queue;
}

/** Once, and only after what is on its way has been answered. */
function bringIn(event) {
  if (isLeaving) {
    event.preventDefault();
  } else if (review().getAttribute("aria-busy") === "true") {
    event.preventDefault();
    later(() => document.querySelector("#review-form [value=apply]")?.click());
  } else {
    isLeaving = true;
    review().setAttribute("aria-busy", "true");
    say("กำลังนำเข้า");
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const button = event.submitter;
  if (form.id !== "review-form") return;
  // what changes the report goes the ordinary way
  if (button?.value === "apply") {
    bringIn(event);
    return;
  }
  event.preventDefault();
  const focus = mark(button?.closest(".pair") || button);
  later(() => send(document.querySelector("#review-form"), button, focus));
});

document.addEventListener("change", (event) => {
  if (!event.target.matches?.("#review-form [data-saves]")) return;
  const focus = mark(event.target);
  later(() => send(document.querySelector("#review-form"), { name: "act", value: "save" }, focus));
});

function go(step) {
  const all = points();
  if (!all.length) return;
  at = (Math.min(at, all.length - 1) + step + all.length) % all.length;
  if (step < 0 && at < 0) at = all.length - 1;
  const point = all[at];
  point.scrollIntoView({ block: "center" });
  point.focus({ preventScroll: true });
  const count = document.querySelector("#point-count");
  if (count) count.textContent = `จุดที่ต้องดู ${thai(at + 1)} จาก ${thai(all.length)}`;
}

window.addEventListener("pageshow", () => {
  isLeaving = false;
  review()?.removeAttribute("aria-busy");
});
// words that are typed in a cell are sent with its button, not before
window.addEventListener("beforeunload", (event) => {
  const boxes = [...document.querySelectorAll("#review-form textarea")];
  const isUnsaved = (box) => box.value !== box.defaultValue || box.matches("[aria-invalid]");
  if (!isLeaving && boxes.some(isUnsaved)) event.preventDefault();
});
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-point]");
  if (button) go(button.dataset.point === "next" ? 1 : -1);
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.matches("input, select, textarea, [contenteditable]")) return;
  if (document.querySelector('script[data-letter-keys="off"]')) return;
  const key = event.key.toLowerCase();
  if (key === "n" || key === "ื") go(1);
  if (key === "p" || key === "ย") go(-1);
});
