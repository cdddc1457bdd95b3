// Once results are written, the status that fits them is one press away.
const RESULT = /(?:^|-)(?:outputs|outcomes)$/;
const WORDS = /[^-–—.…_\s]/;

export function keepStatus(form, fields, saving) {
  const offer = form.querySelector("[data-offer]");
  const box = fields.box("status");
  if (!offer || !box) return;

  function show() {
    const results = fields.keys().filter((key) => RESULT.test(key));
    const isTold = results.some((key) => WORDS.test(fields.box(key).value));
    offer.hidden = box.value !== "not_started" || !isTold;
  }

  fields.listeners.push((key) => {
    if (key === "status" || RESULT.test(key)) show();
  });
  offer.addEventListener("click", (event) => {
    const found = /^set:status:(.+)$/.exec(event.target.closest("button")?.value);
    if (!found) return;
    event.preventDefault();
    box.focus(); // the buttons go away
    fields.setValue("status", found[1]);
    saving.now();
  });
}
