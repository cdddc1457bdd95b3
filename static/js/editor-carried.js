// Texts of last year that still hold: one button a box, and one for the whole measure.
export function keepCarried(form, fields, saving) {
  const note = form.querySelector("[data-carried-note]");

  async function confirm(keys) {
    await saving.now();
    const answer = await saving.server.post(form.dataset.confirmed, { keys });
    if (answer.state !== "ok") {
      saving.line.show(answer.state, answer.words);
      return;
    }
    for (const key of keys) saving.showTouched(key);
    if (note) note.hidden = answer.body.carried.length > 0 ? note.hidden : true;
  }

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=do]");
    const found = button && /^still(?::(.+)|-all)$/.exec(button.value);
    if (!found) return;
    event.preventDefault();
    const all = [...form.querySelectorAll("[data-stale] button")].map((one) => one.value.slice(6));
    const box = found[1] ? fields.box(found[1]) : form.elements.title;
    confirm(found[1] ? [found[1]] : all).then(() => box.focus());
  });
}
