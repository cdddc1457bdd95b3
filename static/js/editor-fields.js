// The boxes of the page: what each holds, what the server last had there, what is not saved yet.
import { showLeft } from "./editor-left.js";

// texts that differ by no more than what the server tidies up
const loose = (text) => text.normalize("NFC").replace(/[\s\u00ad\u200b-\u200f\ufeff]+/g, "");

class Fields {
  constructor(form, store) {
    this.form = form;
    this.store = store;
    this.base = new Map(Object.entries(JSON.parse(form.elements.base.value)));
    this.settled = new Map(); // key -> text as typed that the server has as its base
    this.sent = new Map(); // key -> texts on their way, or that may have arrived
    this.waiting = new Map(); // key -> the other text, until the person chooses
    this.refused = new Map(); // key -> text that the server would not take
    this.left = new Map(); // key -> what was kept for a box that is gone
    this.listeners = [];
  }

  box(key) {
    return this.form.elements[key];
  }

  place(key) {
    return this.form.querySelector(`[data-field="${key}"]`);
  }

  label(key) {
    const place = this.place(key);
    return place ? place.dataset.label : "";
  }

  keys() {
    return [...this.form.querySelectorAll("[data-key]")].map((box) => box.dataset.key);
  }

  isDirty(key) {
    const box = this.box(key);
    if (!box) return false;
    return box.value !== (this.base.get(key) ?? "") && box.value !== this.settled.get(key);
  }

  // what differs from the server and waits for nobody
  changes() {
    return this.keys()
      .filter((key) => this.isDirty(key) && !this.waiting.has(key))
      .filter((key) => this.refused.get(key) !== this.box(key).value)
      .map((key) => ({ key, base: this.base.get(key) ?? "", value: this.box(key).value }));
  }

  noteSent(changes) {
    for (const { key, value } of changes) {
      const before = (this.sent.get(key) || []).filter((text) => text !== value);
      this.sent.set(key, [...before, value].slice(-20));
    }
    this.keep();
  }

  // a form post may overtake the answer to a save: what that save wrote is no word of another
  showSent() {
    const sent = [...this.sent].map(([key, texts]) => [key, texts.slice(-5)]);
    this.form.elements.sent.value = JSON.stringify(Object.fromEntries(sent));
  }

  // the server has `saved` for what was `typed`; a box that is being typed in is left alone
  acknowledge(key, typed, saved) {
    const box = this.box(key);
    this.base.set(key, saved);
    this.settled.set(key, typed);
    this.sent.delete(key);
    this.refused.delete(key);
    if (box && box !== document.activeElement) this.settle(key);
    this.showBases();
  }

  // put the server's form of a text into a box that was left
  settle(key) {
    const box = this.box(key);
    if (!box || this.waiting.has(key) || this.isDirty(key)) return;
    const saved = this.base.get(key) ?? "";
    if (box.value !== saved) {
      box.value = saved;
      this.settled.delete(key);
      this.tell(key);
    }
  }

  // what another wrote meanwhile, into boxes that nobody is typing in
  takeRemote(values) {
    for (const [key, value] of Object.entries(values)) {
      if (this.waiting.has(key) || this.isDirty(key) || this.base.get(key) === value) continue;
      const box = this.box(key);
      if (!box || box === document.activeElement) continue;
      this.base.set(key, value);
      this.settled.delete(key);
      box.value = value;
      this.tell(key);
    }
    this.showBases();
  }

  isOwn(key, text) {
    return (this.sent.get(key) || []).some((sent) => loose(sent) === loose(text));
  }

  setBase(key, text) {
    this.base.set(key, text);
    this.settled.delete(key);
    this.showBases();
  }

  setValue(key, text) {
    this.box(key).value = text;
    this.tell(key);
    this.keep();
  }

  // a form post after saving must not compare with texts of an hour ago
  showBases() {
    this.form.elements.base.value = JSON.stringify(Object.fromEntries(this.base));
    this.keep();
  }

  forget(prefix) {
    for (const map of [this.base, this.settled, this.sent, this.waiting, this.refused]) {
      for (const key of [...map.keys()]) if (key.startsWith(prefix)) map.delete(key);
    }
    this.showBases();
  }

  // an owner who is typed and not added yet, in the entry beside the box
  entered(key) {
    return this.box(`${key}-new`)?.value.trim() ?? "";
  }

  keep() {
    const texts = Object.fromEntries(this.left);
    for (const key of this.keys()) {
      const entered = this.entered(key);
      if (!this.isDirty(key) && !entered) continue;
      const bases = [this.base.get(key) ?? "", ...(this.sent.get(key) || [])];
      texts[key] = { value: [this.box(key).value, entered].filter(Boolean).join("\n"), bases };
    }
    this.isKept = this.store.write(texts);
  }

  // texts of an earlier visit that never reached the server
  restore() {
    for (const [key, kept] of Object.entries(this.store.read())) {
      const box = this.box(key);
      if (typeof kept?.value !== "string" || !Array.isArray(kept.bases)) continue;
      if (!box) {
        this.left.set(key, kept);
        this.form.querySelector(`[data-stranded="${key}"]`)?.remove(); // shown once
        continue;
      }
      const now = this.base.get(key) ?? "";
      if (loose(kept.value) === loose(now)) continue;
      this.sent.set(key, kept.bases.slice(-20));
      if (!this.isOwn(key, now)) this.base.set(key, kept.bases[0]);
      box.value = kept.value;
      this.tell(key);
    }
    this.showBases();
    const texts = [...this.left].map(([key, { value }]) => [key, value]);
    showLeft(this.form.querySelector("[data-left]"), texts, (key) => {
      this.left.delete(key);
      this.keep();
    });
  }

  tell(key) {
    for (const listener of this.listeners) listener(key);
  }
}

export function keepFields(form, store) {
  const fields = new Fields(form, store);
  form.addEventListener("input", (event) => {
    const key = event.target.dataset.key;
    if (key || event.target.name?.endsWith("-new")) fields.keep();
    if (key) fields.tell(key);
  });
  form.addEventListener("focusout", (event) => {
    const key = event.target.dataset.key;
    if (key) setTimeout(() => fields.settle(key));
  });
  return fields;
}
