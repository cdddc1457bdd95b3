// Two texts for one box: both are shown, the person chooses, everything else goes on saving.
class Collisions {
  constructor(form, fields, saving) {
    this.form = form;
    this.fields = fields;
    this.saving = saving;
  }

  // those that a refused form post has drawn into the page
  readPage() {
    const seen = JSON.parse(this.form.elements.seen.value || "{}");
    for (const [key, theirs] of Object.entries(seen)) this.fields.waiting.set(key, theirs);
  }

  // {key: {theirs, html}} from an answer; true when nobody has to choose
  take(collisions) {
    for (const [key, { theirs, html }] of Object.entries(collisions)) {
      if (theirs !== null && this.fields.isOwn(key, theirs)) {
        // our own words, whose answer never came back
        this.fields.setBase(key, theirs);
        continue;
      }
      this.fields.waiting.set(key, theirs);
      this.show(key, html);
    }
    return this.fields.waiting.size === 0;
  }

  show(key, html) {
    const slot = this.fields.place(key)?.querySelector("[data-slot]");
    if (!slot) return;
    this.hide(key);
    slot.insertAdjacentHTML("beforeend", html); // drawn by the server, which escapes the texts
    const details = slot.closest("details");
    if (details) details.open = true;
    const panel = slot.querySelector("[data-collision]");
    if (panel && document.activeElement !== this.fields.box(key)) panel.focus();
  }

  hide(key) {
    this.form.querySelector(`[data-collision="${key}"]`)?.remove();
  }

  choose(key, choice) {
    const theirs = this.fields.waiting.get(key) ?? "";
    const mine = this.fields.box(key).value;
    this.fields.waiting.delete(key);
    this.fields.sent.delete(key);
    this.fields.setBase(key, theirs);
    if (choice === "theirs") this.fields.setValue(key, theirs);
    if (choice === "both") this.fields.setValue(key, [theirs, mine].filter(Boolean).join("\n"));
    this.hide(key);
    this.forgetSeen(key);
    this.fields.box(key).focus();
    if (choice !== "both") this.saving.soon();
  }

  forgetSeen(key) {
    const seen = JSON.parse(this.form.elements.seen.value || "{}");
    delete seen[key];
    this.form.elements.seen.value = JSON.stringify(seen);
  }
}

export function keepCollisions(form, fields, saving) {
  const collisions = new Collisions(form, fields, saving);
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=do]");
    const found = button && /^(mine|theirs|both):(.+)$/.exec(button.value);
    if (!found || !fields.waiting.has(found[2])) return;
    event.preventDefault();
    collisions.choose(found[2], found[1]);
  });
  return collisions;
}
