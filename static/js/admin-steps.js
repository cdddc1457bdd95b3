// The rows of a measure name the step they belong to. This keeps their choices in step with the
// steps of the page: new steps and their words appear at once, also before they are saved.
"use strict";
{
  const MOST_LETTERS = 60;
  const chosen = new WeakMap(); // select -> the row of the step that it names
  const thai = (number) => String(number).replace(/\d/g, (digit) => "๐๑๒๓๔๕๖๗๘๙"[digit]);
  const rows = () =>
    Array.from(document.querySelectorAll("#steps-group .inline-related:not(.empty-form)")).filter(
      (row) => /^steps-\d+$/.test(row.id),
    );
  const field = (row, name) => row.querySelector(`[name="${row.id}-${name}"]`);

  function keyOf(row) {
    const key = field(row, "id");
    return key && key.value ? `step-${key.value}` : `new-${row.id.slice("steps-".length)}`;
  }

  function wordsOf(row, number) {
    const mark = field(row, "mark").value.trim();
    const text = field(row, "text").value.trim().replace(/\s+/g, " ");
    const words = `${mark} ${text}`.trim() || "ขั้นตอนใหม่ (ยังว่าง)";
    const short = words.length > MOST_LETTERS ? `${words.slice(0, MOST_LETTERS)}…` : words;
    return `${thai(number)}: ${short}`;
  }

  function redraw(select) {
    const row = chosen.get(select);
    const options = [new Option("ทั้งมาตรการ", "")];
    rows().forEach((step, index) => {
      options.push(new Option(wordsOf(step, index + 1), keyOf(step), false, step === row));
    });
    select.replaceChildren(...options);
  }

  function remember(select) {
    chosen.set(select, rows().find((row) => keyOf(row) === select.value));
  }

  const selects = () => document.querySelectorAll("select.step-choice");
  const redrawAll = () => selects().forEach(redraw);

  document.addEventListener("DOMContentLoaded", () => {
    const steps = document.getElementById("steps-group");
    if (!steps) {
      return;
    }
    selects().forEach(remember);
    redrawAll();
    steps.addEventListener("change", redrawAll);
    document.addEventListener("change", (event) => {
      if (event.target.matches("select.step-choice")) {
        remember(event.target);
      }
    });
    document.addEventListener("formset:added", redrawAll);
    // the lines are numbered anew after this event: wait for that
    document.addEventListener("formset:removed", () => setTimeout(redrawAll));
  });
}
