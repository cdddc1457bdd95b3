// Looking through an import: buttons and boxes act at once, without a new page; N and P go from
// point to point. Every button is one of an ordinary form and works without this.
import { keptFolds, keptPlace, mark } from "./import-places.js";
import { renewToken } from "./new-token.js";
import { SIGN_IN, wordsOfNetwork, wordsOfPage } from "./refusals.js";
import { thai } from "./thai-digits.js";

const MOST_MILLISECONDS = 60_000;
const root = document.documentElement;
root.classList.add("has-script");
let queue = Promise.resolve();
let lookedAt = ""; // the id of the point that was gone to or decided on last
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

function draw(text, address, from, sent) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const fresh = page.querySelector("#review");
  const now = said(document.querySelector("#review-form"));
  const goOn = keptPlace(from);
  const fold = keptFolds();
  review().replaceWith(fresh);
  keepWhatChanged(sent, now, document.querySelector("#review-form"));
  foldSources();
  fold();
  document.title = page.title;
  window.history.replaceState(null, "", address);
  const summary = fresh.querySelector(".errsum");
  if (summary) summary.focus();
  else goOn();
}

/** Whether words stand in a cell that were not taken: they are sent with its button, not before. */
function hasWords() {
  const boxes = [...document.querySelectorAll("#review-form textarea")];
  return boxes.some((box) => box.value !== box.defaultValue || box.matches("[aria-invalid]"));
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

/** It was brought in or thrown away meanwhile; words that nobody has kept are shown for copying. */
function leaveFor(address) {
  if (hasWords()) {
    review().removeAttribute("aria-busy");
    say("มีผู้นำเข้าตารางนี้ไปแล้ว ข้อความที่ท่านแก้จึงไม่ได้บันทึก โปรดคัดลอกไปแก้ในหน้ามาตรการ", true);
    return;
  }
  isLeaving = true;
  window.location.assign(address);
}

async function send(form, button, from) {
  const sent = said(form);
  const shown = setTimeout(() => say("กำลังจัดตาราง"), 400);
  review().setAttribute("aria-busy", "true");
  try {
    const answer = await answerTo(form, button);
    const address = new URL(answer.url);
    if (address.pathname.startsWith("/sign-in")) {
      refuse(SIGN_IN);
    } else if (answer.ok && address.pathname !== new URL(form.action).pathname) {
      leaveFor(address);
    } else if (answer.ok || answer.status === 422) {
      const shownAt = answer.redirected ? address.href : window.location.href;
      draw(await answer.text(), shownAt, from, sent);
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
  const point = button?.closest(".cellhint");
  if (point) lookedAt = point.id;
  const from = mark(button);
  later(() => send(document.querySelector("#review-form"), button, from));
});

// the second click of a double one: what stands there by now is another button
document.addEventListener(
  "click",
  (event) => {
    if (event.detail > 1 && event.target.closest?.("#review-form [type=submit]")) event.preventDefault();
  },
  true,
);

document.addEventListener("change", (event) => {
  if (!event.target.matches?.("#review-form [data-saves]")) return;
  const from = mark(event.target);
  later(() => send(document.querySelector("#review-form"), { name: "act", value: "save" }, from));
});

/** The next point of the page, or the one before: after the last one looked at, or the window. */
function placeFrom(all, step) {
  const last = document.getElementById(lookedAt);
  const isBelow = (point) =>
    last
      ? last.compareDocumentPosition(point) & Node.DOCUMENT_POSITION_FOLLOWING
      : point.getBoundingClientRect().top > 0;
  if (step > 0) return Math.max(all.findIndex(isBelow), 0);
  const above = all.filter((point) => point !== last && !isBelow(point));
  return (above.length || all.length) - 1;
}

function go(step) {
  const all = points();
  if (!all.length) return;
  const at = placeFrom(all, step);
  const point = all[at];
  lookedAt = point.id;
  point.scrollIntoView({ block: "center" });
  point.focus({ preventScroll: true });
  const count = document.querySelector("#point-count");
  if (count) count.textContent = `จุดที่ต้องดู ${thai(at + 1)} จาก ${thai(all.length)}`;
}

window.addEventListener("pageshow", () => {
  isLeaving = false;
  review()?.removeAttribute("aria-busy");
});
window.addEventListener("beforeunload", (event) => {
  if (!isLeaving && hasWords()) event.preventDefault();
});
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-point]");
  if (button) go(button.dataset.point === "next" ? 1 : -1);
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.matches("input:not([type=checkbox], [type=radio]), select, textarea")) return;
  if (document.querySelector('script[data-letter-keys="off"]')) return;
  const key = event.key.toLowerCase();
  if (key === "n" || key === "ื") go(1);
  if (key === "p" || key === "ย") go(-1);
});
