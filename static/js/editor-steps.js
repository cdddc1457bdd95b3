// Steps as rows of a tree: keys, buttons and drag; each change is the server's, then the page's.
import "../vendor/sortable.min.js";
import { keepOneStop, watchMoves } from "./editor-moves.js";
import { refreshPrinted } from "./editor-printed.js";
import { toast } from "./editor-toast.js";

const VERB = /^step-(add|up|down|in|out|remove|restore)(?::(\d+))?$/;

function token() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

class Steps {
  constructor(form, fields, saving) {
    this.form = form;
    this.fields = fields;
    this.saving = saving;
    this.list = form.querySelector("[data-steps]");
  }

  get rows() {
    return [...this.list.children];
  }

  row(pk) {
    return this.list.querySelector(`:scope > [data-step="${pk}"]`);
  }

  box(row) {
    return this.fields.box(`step-${row.dataset.step}-text`);
  }

  // one act on the server, after what was typed has been saved
  async act(act, more = {}) {
    await this.saving.now();
    const known = this.rows.map((row) => Number(row.dataset.step));
    const body = { do: act, once: token(), known, ...more };
    const { line, server } = this.saving;
    const isQuiet = !line.isTrouble && !this.fields.waiting.size && !this.fields.refused.size;
    if (isQuiet) line.show("saving"); // on a slow network it is seen that something happens
    const answer = await server.post(this.form.dataset.stepsAt, body);
    if (answer.state !== "ok") {
      line.show(answer.state, answer.words);
      if (answer.words) toast(answer.words);
      return null;
    }
    this.take(answer.body);
    if (isQuiet) line.show("saved", answer.body.saved_at);
    refreshPrinted(this.form);
    return answer.body;
  }

  async refresh() {
    const known = this.rows.map((row) => row.dataset.step).join(",");
    const answer = await this.saving.server.get(`${this.form.dataset.changes}?known=${known}`);
    if (answer.state !== "ok" || this.isLate(answer.body)) return;
    this.take(answer.body);
    this.fields.takeRemote(answer.body.values);
    refreshPrinted(this.form);
  }

  // an answer that was overtaken by a later one: its rows may be gone from the page by now
  isLate({ revision }) {
    return revision < this.saving.revision;
  }

  // {revision, rows, added}: the rows as they stand, with the drawing of those that are new here
  take({ revision, rows, added }) {
    if (this.isLate({ revision })) return;
    this.saving.revision = revision;
    const focused = document.activeElement;
    const range = focused?.selectionStart === undefined ? null : focused.selectionStart;
    this.removeGone(new Set(rows.map((row) => row.pk)));
    rows.forEach((row, place) => {
      let item = this.row(row.pk);
      if (!item) item = this.draw(added[row.pk]);
      if (this.list.children[place] !== item) this.list.insertBefore(item, this.list.children[place] || null);
      this.mend(item, row);
    });
    keepOneStop(this.list);
    document.querySelector("[data-no-steps]")?.toggleAttribute("hidden", rows.length > 0);
    if (focused && this.form.contains(focused) && document.activeElement !== focused) {
      focused.focus({ preventScroll: true });
      if (range !== null && focused.setSelectionRange) focused.setSelectionRange(range, range);
    }
  }

  draw(html) {
    const drawn = new DOMParser().parseFromString(`<ol>${html}</ol>`, "text/html");
    const item = document.adoptNode(drawn.querySelector("[data-step]"));
    this.list.append(item);
    for (const box of item.querySelectorAll("[data-key]")) {
      this.fields.setBase(box.dataset.key, box.value);
    }
    return item;
  }

  removeGone(keys) {
    for (const item of this.rows) {
      const prefix = `step-${item.dataset.step}-`;
      if (keys.has(Number(item.dataset.step))) continue;
      const isTyped = this.fields.keys().some((key) => key.startsWith(prefix) && this.fields.isDirty(key));
      if (isTyped) continue; // the next save says that it is gone, and keeps the words on the page
      item.remove();
      this.fields.forget(prefix);
    }
  }

  mend(item, { depth, label, mark, can }) {
    item.classList.remove("d0", "d1", "d2");
    item.classList.add(`d${depth}`);
    item.dataset.depth = depth;
    this.fields.takeRemote({ [`step-${item.dataset.step}-mark`]: mark });
    const old = item.dataset.label;
    if (old !== label) {
      item.dataset.label = label;
      for (const words of item.querySelectorAll(".visually-hidden")) {
        words.textContent = words.textContent.replace(old, label);
      }
      item.querySelector(".step-more")?.setAttribute("aria-label", label);
      item.querySelector("[data-moves]")?.setAttribute("aria-label", `จัด${label}`);
    }
    for (const verb of ["up", "down", "in", "out"]) {
      const button = item.querySelector(`button[value^="step-${verb}:"]`);
      if (button) button.disabled = !can.includes(verb);
    }
  }

  async press(button) {
    const [, verb, pk] = VERB.exec(button.value);
    if (verb === "add") return this.add(pk);
    if (verb === "remove") return this.remove(pk);
    const done = await this.act(button.value);
    if (!done) return undefined;
    if (verb === "restore") button.closest("li")?.remove();
    const row = done.focus && this.row(done.focus);
    if (verb === "restore" && row) this.box(row).focus();
    else if (button.disabled && row) this.box(row).focus();
    else button.focus();
    if (done.said) toast(done.said);
    return done;
  }

  async add(after = "") {
    if (this.isAdding) return; // pressed again while the first is on its way
    this.isAdding = true;
    const done = await this.act(after ? `step-add:${after}` : "step-add");
    this.isAdding = false;
    if (done?.focus) this.box(this.row(done.focus)).focus();
  }

  async remove(pk, { toEndOfAbove = false } = {}) {
    const row = this.row(pk);
    const place = this.rows.indexOf(row);
    const done = await this.act(`step-remove:${pk}`);
    if (!done) return;
    const near = this.rows[Math.max(place - 1, 0)];
    if (near) {
      const box = this.box(near);
      box.focus();
      if (toEndOfAbove) box.setSelectionRange(box.value.length, box.value.length);
    } else {
      this.form.querySelector('button[value="step-add"]').focus();
    }
    if (done.removed) {
      toast(done.said, { label: "เลิกทำ", act: () => this.restore(done.removed) });
    }
  }

  async restore(removed) {
    const done = await this.act(`step-restore:${removed}`);
    if (done?.focus) this.box(this.row(done.focus)).focus();
  }

  async paste(pk, text, { isEmpty }) {
    const done = await this.act(`step-paste:${pk}`, { text });
    if (done && isEmpty) await this.act(`step-remove:${pk}`);
    if (done?.focus && this.row(done.focus)) this.box(this.row(done.focus)).focus();
    if (done) toast(done.said);
  }

  async place(item) {
    const next = item.nextElementSibling;
    const before = next ? next.dataset.step : "";
    const done = await this.act(`step-place:${item.dataset.step}`, { before });
    if (done) toast(done.said);
    else this.refresh();
  }

  key(event, box) {
    const row = box.closest("[data-step]");
    const press = (verb) => {
      const button = row.querySelector(`button[value="step-${verb}:${row.dataset.step}"]`);
      event.preventDefault();
      if (!button.disabled) this.act(button.value).then(() => box.focus());
    };
    const arrows = { ArrowUp: "up", ArrowDown: "down", ArrowRight: "in", ArrowLeft: "out" };
    if (event.altKey && arrows[event.key]) press(arrows[event.key]);
    else if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      const next = row.nextElementSibling;
      if (next && !event.ctrlKey) this.box(next).focus();
      else this.add(row.dataset.step);
    } else if (event.key === "Backspace" && !box.value && this.canVanish(row)) {
      event.preventDefault();
      this.remove(row.dataset.step, { toEndOfAbove: true });
    }
  }

  // Backspace takes out an empty row, never one that has others below it
  canVanish(row) {
    const next = row.nextElementSibling;
    return !next || Number(next.dataset.depth) <= Number(row.dataset.depth);
  }
}

export function keepSteps(form, fields, saving) {
  const steps = new Steps(form, fields, saving);
  if (!steps.list) return steps;
  watchMoves(steps.list);
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=do]");
    if (!button || !VERB.test(button.value)) return;
    event.preventDefault();
    steps.press(button);
  });
  steps.list.addEventListener("keydown", (event) => {
    const box = event.target;
    if (box.matches('textarea[data-key$="-text"]') && !event.isComposing) steps.key(event, box);
  });
  window.Sortable.create(steps.list, {
    handle: "[data-grip]",
    animation: 0,
    ghostClass: "dragging",
    onEnd: ({ item, oldIndex, newIndex }) => oldIndex !== newIndex && steps.place(item),
  });
  return steps;
}
