// The help for the box that has the focus opens beside it; what a period means is read at once.
const PAUSE = 400;

function guideOf(box) {
  const key = box.dataset.key || box.closest("[data-field]")?.dataset.field || "";
  const step = /^step-\d+-(.+)$/.exec(key);
  if (!step) return key;
  return step[1] === "text" || step[1] === "mark" ? "steps" : step[1];
}

export function readGuides(form) {
  const guides = [...form.querySelectorAll("details[data-guide]")];
  form.addEventListener("focusin", (event) => {
    const wanted = guides.find((guide) => guide.dataset.guide === guideOf(event.target));
    if (!wanted) return;
    for (const guide of guides) guide.open = guide === wanted;
  });
  const waiting = new Map();
  form.addEventListener("input", (event) => {
    const box = event.target;
    if (!box.matches("[data-period]")) return;
    clearTimeout(waiting.get(box));
    waiting.set(box, setTimeout(() => readPeriod(form, box), PAUSE));
  });
}

async function readPeriod(form, box) {
  const words = box.value;
  const line = box.closest("[data-field]").querySelector("[data-read]");
  try {
    const address = `${form.dataset.period}?words=${encodeURIComponent(words.slice(0, 500))}`;
    const response = await fetch(address, { redirect: "manual" });
    if (!response.ok || box.value !== words) return;
    const reading = await response.json();
    line.className = `read ${reading.tone}`;
    line.innerHTML = reading.html; // drawn by the server, which escapes what was typed
  } catch {
    // without a network the words stay as they are; the save reads them
  }
}
