// A numbered or dashed list that is pasted can become rows; nothing happens unless it is chosen.
const MARK = /^\s*(?:\(?[0-9๐-๙]{1,3}[.)]|[-–•])\s*\S/;
const INLINE = /\s+(?=(?:[0-9๐-๙]{1,2}[.)])\s*[^\s0-9๐-๙])/;
const thai = (number) => String(number).replace(/\d/g, (digit) => "๐๑๒๓๔๕๖๗๘๙"[digit]);
const arabic = (text) => text.replace(/[๐-๙]/g, (digit) => "๐๑๒๓๔๕๖๗๘๙".indexOf(digit));

// the items of a pasted text, each with its mark; [] when it is no list of at least two
function itemsOf(text) {
  const lines = text.split(/\r?\n/).map((line) => line.trim()).filter(Boolean);
  const items = lines.length > 1 ? joined(lines) : inOneLine(text.trim());
  return items.length > 1 ? items : [];
}

// a line without a mark goes on with the one above
function joined(lines) {
  if (lines.filter((line) => MARK.test(line)).length < 2) return [];
  const items = [];
  for (const line of lines) {
    if (MARK.test(line) || !items.length) items.push(line);
    else items[items.length - 1] += ` ${line}`;
  }
  return items;
}

function inOneLine(text) {
  if (!MARK.test(text)) return [];
  const items = [];
  for (const part of text.split(INLINE)) {
    const number = parseInt(arabic(part), 10);
    if (!items.length || number === items.length + 1) items.push(part);
    else items[items.length - 1] += ` ${part}`;
  }
  return items;
}

function offer(place, count, noun, act) {
  place.querySelector("[data-offer]")?.remove();
  const note = document.createElement("div");
  note.className = "read plain";
  note.dataset.offer = "";
  note.setAttribute("role", "status");
  const words = document.createElement("span");
  words.textContent = `พบ ${thai(count)} ${noun}`;
  const button = (label, chosen) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn btn-plain";
    made.textContent = label;
    made.addEventListener("click", () => {
      note.remove();
      if (chosen) act();
    });
    return made;
  };
  note.append(words, button(`แยกเป็น ${thai(count)} ${noun}`, true), button("ไม่แยก", false));
  place.append(note);
}

export function watchPaste(form, fields, steps) {
  form.addEventListener("paste", (event) => {
    const box = event.target;
    const key = box.dataset?.key || "";
    const step = /^step-(\d+)-text$/.exec(key);
    if (!step && !("list" in box.dataset)) return;
    const text = event.clipboardData?.getData("text/plain") || "";
    const items = itemsOf(text);
    if (!items.length) return;
    if (!step && text.includes("\n")) return; // a list box already has an item a line
    const before = box.value;
    const place = fields.place(key);
    offer(place, items.length, step ? "ขั้นตอน" : "ข้อ", () => {
      if (step) {
        fields.setValue(key, before);
        steps.paste(step[1], text, { isEmpty: !before.trim() });
      } else {
        fields.setValue(key, [before.trim(), ...items].filter(Boolean).join("\n"));
      }
    });
  });
}
