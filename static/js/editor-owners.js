// Owners as chips. The text below them is what counts; it is also what a form post sends.
const MEANT = { "owner-yes": true, "owner-no": false, "owner-ask": null };

const after = document.createElement("datalist");
after.id = "units-after";

function chip(text, label) {
  const item = document.createElement("li");
  item.className = "chip free";
  const words = document.createElement("span");
  words.textContent = text;
  const button = document.createElement("button");
  button.type = "submit";
  button.name = "do";
  button.innerHTML = label.querySelector("template").innerHTML;
  button.querySelector(".visually-hidden").textContent = `เอา ${text} ออก`;
  item.append(words, button);
  return item;
}

class Owners {
  constructor(place, fields) {
    this.place = place;
    this.fields = fields;
    this.key = place.dataset.field;
    this.entry = place.querySelector(".searchbox input");
    this.chips = place.querySelector("[data-chips]");
  }

  // the printed owners; a line that begins with a space goes on with the one above
  get lines() {
    const text = this.fields.box(this.key).value;
    return text.split(/\n(?! )/).filter((line) => line.trim());
  }

  write(lines) {
    this.fields.setValue(this.key, lines.join("\n"));
    this.draw(lines);
  }

  // at once and without knowing the units; the answer to the save draws it as it is
  draw(lines) {
    const list = document.createElement("ul");
    list.className = "chips";
    list.setAttribute("aria-label", `${this.place.dataset.label}ที่เลือก`);
    const known = new Set([...document.querySelectorAll("#units option")].map((one) => one.value));
    lines.forEach((line, place) => {
      const item = chip(line, this.place);
      item.querySelector("button").value = `owner-remove:${this.key}:${place}`;
      if (known.has(line.trim())) item.classList.remove("free");
      list.append(item);
    });
    const printed = document.createElement("p");
    printed.className = "printed-as";
    const words = document.createElement("b");
    words.textContent = lines.join("\n");
    printed.append("พิมพ์ในรายงานว่า ", words);
    this.chips.replaceChildren(...(lines.length ? [list, printed] : []));
  }

  // what stands in the entry becomes an owner; a slash that nothing follows is none of its words
  take() {
    const text = this.entry.value.replace(/[/\s]+$/, "").trim();
    this.entry.value = "";
    this.suggest();
    if (text) this.write([...this.lines, text]);
  }

  add() {
    this.take();
    this.entry.focus();
  }

  // behind a slash the next unit is offered: both are printed in one line, as they are typed
  suggest() {
    const before = this.entry.value.slice(0, this.entry.value.lastIndexOf("/") + 1);
    this.entry.setAttribute("list", before ? "units-after" : "units");
    if (!before || after.dataset.before === before) return;
    after.dataset.before = before;
    after.replaceChildren();
    for (const { value } of document.querySelectorAll("#units option")) {
      const option = document.createElement("option");
      option.value = before + value;
      after.append(option);
    }
  }

  // what is asked below the chips; the printed words stay as they are
  async answer(button, form, saving) {
    await saving.now();
    const { words } = button.dataset;
    const body = { words, meant: MEANT[button.value.split(":", 1)[0]] };
    const answer = await saving.server.post(form.dataset.meaning, body);
    if (answer.state !== "ok") {
      saving.line.show(answer.state, answer.words);
      return;
    }
    for (const [key, html] of Object.entries(answer.body.chips)) {
      const chips = this.fields.place(key)?.querySelector("[data-chips]");
      if (chips && !this.fields.isDirty(key)) chips.innerHTML = html; // drawn by the server
    }
    // the answer can be changed, and the question answered, right where the focus goes
    const next = [...this.chips.querySelectorAll("[data-words]")].find(
      (one) => one.dataset.words === words,
    );
    (next || this.entry).focus();
  }

  remove(place) {
    this.write(this.lines.filter((_, index) => index !== place));
    this.entry.focus();
  }
}

export function keepOwners(form, fields, saving) {
  const known = new WeakMap();
  form.append(after);
  const of = (element) => {
    const place = element.closest("[data-owners]");
    if (!place) return null;
    if (!known.has(place)) known.set(place, new Owners(place, fields));
    return known.get(place);
  };
  form.addEventListener("keydown", (event) => {
    const owners = event.target.matches(".searchbox input") && of(event.target);
    if (!owners || event.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      owners.add();
    } else if (event.key === "Backspace" && !event.target.value && owners.lines.length) {
      event.preventDefault();
      owners.remove(owners.lines.length - 1);
    }
  });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=do]");
    const owners = button && of(button);
    if (!owners) return;
    if (/^owner-(yes|no|ask):/.test(button.value)) {
      event.preventDefault();
      owners.answer(button, form, saving);
      return;
    }
    const removed = /^owner-remove:.+:(\d+)$/.exec(button.value);
    if (!removed && !button.value.startsWith("owner-add:")) return;
    event.preventDefault();
    if (removed) owners.remove(Number(removed[1]));
    else owners.add();
  });
  form.addEventListener("focusout", (event) => {
    // what was typed and not added is not lost
    const owners = event.target.matches(".searchbox input") && of(event.target);
    if (owners && event.target.value.trim() && !owners.place.contains(event.relatedTarget)) {
      owners.take();
    }
  });
  window.addEventListener("pagehide", () => {
    for (const place of form.querySelectorAll("[data-owners]")) {
      const owners = of(place);
      if (owners.entry.value.trim()) owners.take();
    }
  });
  form.addEventListener("input", (event) => {
    const owners = of(event.target);
    if (owners && event.target.matches("textarea[data-key]")) owners.draw(owners.lines);
    else if (owners && event.target === owners.entry) owners.suggest();
  });
  fields.listeners.push((key) => {
    const owners = key.endsWith("owners") && of(fields.place(key));
    if (owners) owners.draw(owners.lines);
  });
}
