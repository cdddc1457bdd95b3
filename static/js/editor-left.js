// Texts that never reached the server and have no box any more: shown, to be copied or dropped.
import { Store } from "./editor-store.js";

export function showLeft(place, texts, drop) {
  place.replaceChildren();
  for (const [key, text] of texts) {
    const note = document.createElement("div");
    note.className = "note note-wait mb-4";
    const title = document.createElement("b");
    title.textContent = "ข้อความที่ท่านพิมพ์ไว้และยังไม่ได้บันทึก";
    const why = document.createElement("p");
    why.textContent = "ช่องของข้อความนี้แก้ไขไม่ได้แล้ว คัดลอกไปใช้ที่อื่นได้";
    const words = document.createElement("p");
    words.className = "sample said-as-is";
    words.textContent = text;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-plain";
    button.textContent = "ทิ้งข้อความนี้";
    button.addEventListener("click", () => {
      note.remove();
      drop(key);
    });
    note.append(title, why, words, button);
    place.append(note);
  }
}

// a measure that can only be read now: what was typed before is still in this browser
const closed = document.querySelector("[data-left][data-person]");
if (closed) {
  const store = new Store(closed.dataset.person, closed.dataset.measure);
  const kept = store.read();
  const texts = Object.entries(kept).map(([key, { value }]) => [key, value]);
  showLeft(closed, texts, (key) => {
    delete kept[key];
    store.write(kept);
  });
}
