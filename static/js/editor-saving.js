// Saving by itself: after a pause, on leaving a box, on leaving the page. One request at a time.
import { keepCollisions } from "./editor-collisions.js";
import { SaveLine } from "./editor-line.js";
import { Server } from "./editor-server.js";
import { refreshPrinted } from "./editor-printed.js";

const PAUSE = 1500;
const RETRY = [2000, 4000, 8000, 15000];
const SIGNED_OUT_RETRY = 5000;

class Saving {
  constructor(form, fields, store) {
    this.form = form;
    this.fields = fields;
    this.store = store;
    this.server = new Server(form);
    this.line = new SaveLine(document.querySelector("[data-saveline]"), form, () => this.now());
    this.collisions = keepCollisions(form, fields, this);
    this.revision = Number(form.dataset.revision);
    this.failures = 0;
    this.paused = false;
    this.running = null;
  }

  begin() {
    this.fields.restore();
    this.collisions.readPage();
    this.fields.listeners.push((key) => this.typed(key));
    if (this.fields.changes().length) this.now();
  }

  typed(key) {
    if (this.fields.refused.has(key) && this.fields.isDirty(key)) this.showError(key, "");
    this.soon(PAUSE);
  }

  soon(delay = 0) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), delay);
  }

  pause() {
    this.paused = true;
    clearTimeout(this.timer);
  }

  resume() {
    this.paused = false;
    this.soon();
  }

  // resolves when what is typed now is saved, or cannot be for the moment
  now() {
    clearTimeout(this.timer);
    if (this.paused) return Promise.resolve();
    if (!this.running) {
      this.running = this.run().finally(() => {
        this.running = null;
      });
    }
    return this.running;
  }

  async run() {
    while (!this.paused) {
      const changes = this.fields.changes();
      if (!changes.length) break;
      if (!this.line.isTrouble) this.line.show("saving"); // trying again is no news
      this.fields.noteSent(changes);
      this.inFlight = changes;
      const answer = await this.server.post(this.form.dataset.changes, { changes });
      this.inFlight = null;
      if (!this.take(answer, changes)) break;
    }
  }

  // what came back; whether to go on with what was typed meanwhile
  take(answer, changes) {
    if (answer.state !== "ok") return this.fail(answer);
    this.failures = 0;
    const { saved_at: at, revision, values, errors, collisions, readings, chips } = answer.body;
    this.revision = revision;
    for (const { key, value } of changes) {
      if (errors[key]) {
        this.fields.refused.set(key, value);
        this.showError(key, errors[key]);
      } else if (!collisions[key]) {
        this.showError(key, "");
        this.fields.acknowledge(key, value, values[key] ?? value);
        this.showUnderstood(key, readings[key], chips[key]);
      }
    }
    const isChosen = this.collisions.take(collisions);
    if (this.fields.refused.size) this.line.show("refused");
    else if (isChosen) this.line.show("saved", at);
    else this.line.show("choose");
    refreshPrinted(this.form);
    return true;
  }

  fail(answer) {
    this.line.show(answer.state, answer.words);
    if (answer.state === "signedout") this.soon(SIGNED_OUT_RETRY);
    else if (answer.state === "local" || answer.state === "failed") {
      this.soon(RETRY[Math.min(this.failures, RETRY.length - 1)]);
      this.failures += 1;
    }
    return false;
  }

  // the page goes away: what is not saved is sent without waiting for an answer
  leave() {
    if (this.paused) return;
    this.fields.keep();
    const onTheirWay = new Map((this.inFlight || []).map(({ key, value }) => [key, value]));
    const changes = this.fields
      .changes()
      .filter(({ key, value }) => onTheirWay.get(key) !== value)
      .map((change) => ({ ...change, base: onTheirWay.get(change.key) ?? change.base }));
    if (!changes.length) return;
    this.fields.noteSent(changes);
    this.server.send(this.form.dataset.changes, { changes });
  }

  showError(key, words) {
    const box = this.fields.box(key);
    const slot = this.fields.place(key)?.querySelector("[data-slot]");
    if (!box || !slot) return;
    slot.querySelector(".field-error")?.remove();
    this.fields.place(key).classList.toggle("has-error", Boolean(words));
    if (words) {
      const said = document.createElement("p");
      said.className = "field-error";
      said.id = `e-${key}`;
      said.textContent = words;
      slot.prepend(said);
      box.setAttribute("aria-invalid", "true");
      const ids = (box.getAttribute("aria-describedby") || "").split(" ").filter(Boolean);
      if (!ids.includes(said.id)) box.setAttribute("aria-describedby", [...ids, said.id].join(" "));
    } else {
      box.removeAttribute("aria-invalid");
      this.fields.refused.delete(key);
    }
  }

  // a text of last year that was changed or confirmed looks like any other
  showTouched(key) {
    const place = this.fields.place(key);
    place?.querySelector("[data-stale]")?.remove();
    place?.classList.remove("stale");
  }

  showUnderstood(key, reading, chips) {
    const place = this.fields.place(key);
    if (!place) return;
    this.showTouched(key);
    const line = place.querySelector("[data-read]");
    if (line && reading) {
      line.className = `read ${reading.tone}`;
      line.innerHTML = reading.html; // drawn by the server, which escapes what was typed
    }
    const drawn = place.querySelector("[data-chips]");
    if (drawn && chips !== undefined) drawn.innerHTML = chips; // likewise
  }
}

export function keepSaving(form, fields, store) {
  const saving = new Saving(form, fields, store);
  form.addEventListener("focusout", (event) => {
    if (event.target.dataset.key) saving.soon();
  });
  window.addEventListener("online", () => saving.soon());
  window.addEventListener("focus", () => saving.soon());
  return saving;
}
