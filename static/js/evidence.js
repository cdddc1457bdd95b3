// The evidence page: several files at once with their progress, by drag and paste; captions that
// save themselves; order by drag. Without this script the same forms do it one page at a time.

import { Queue } from "./evidence-queue.js";

const form = document.getElementById("add");
const thai = (number) => String(number).replace(/[0-9]/g, (digit) => "๐๑๒๓๔๕๖๗๘๙"[digit]);
document.documentElement.classList.add("has-script");

function sendForm(target, data) {
  return fetch(target, {
    method: "POST",
    body: data,
    headers: { Accept: "application/json" },
    credentials: "same-origin",
  });
}

// --- captions -----------------------------------------------------------------------------------

async function save(describe) {
  const said = describe.querySelector(".saved");
  const seen = describe.elements.seen;
  const written = describe.elements.caption.value;
  said.textContent = "กำลังบันทึก";
  try {
    const answer = await sendForm(describe.action, new FormData(describe));
    const data = await answer.json();
    if (!answer.ok) {
      if (typeof data.seen === "string") seen.value = data.seen;
      throw new Error(data.message);
    }
    seen.value = data.caption;
    said.textContent = describe.elements.caption.value === written ? "บันทึกแล้ว" : "";
    describe.dataset.saved = written;
    showWarnings(describe.closest(".file"), data);
  } catch (error) {
    const isOurs = error instanceof Error && /[ก-๙]/.test(error.message);
    said.textContent = isOurs ? error.message : "ยังไม่บันทึก โปรดกดบันทึกอีกครั้ง";
  }
}

function showWarnings(file, data) {
  const needed = file.querySelector(".needs-caption");
  if (needed) needed.hidden = data.caption !== "";
  file.querySelectorAll(".privacy .found").forEach((each) => each.remove());
  for (const warning of data.warnings) {
    const words = [...file.querySelectorAll(".privacy .warn span")].map((each) => each.textContent);
    if (words.some((each) => each.startsWith(warning))) continue;
    const line = document.createElement("p");
    line.className = "read warn found";
    line.textContent = `${warning} โปรดปิดหรือลบก่อนเผยแพร่`;
    file.querySelector(".privacy").append(line);
  }
}

const isUnsaved = (each) => each.elements.caption.value !== (each.dataset.saved ?? each.elements.seen.value);

for (const describe of document.querySelectorAll("form.describe")) {
  describe.addEventListener("change", () => save(describe));
  describe.addEventListener("input", () => {
    describe.querySelector(".saved").textContent = "";
  });
  describe.addEventListener("submit", (event) => {
    event.preventDefault();
    save(describe);
  });
}

// --- adding -------------------------------------------------------------------------------------

if (form) {
  const queue = new Queue(form, thai);
  const drop = form.querySelector(".drop");
  const holdsFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");

  for (const input of form.querySelectorAll("input[type=file]")) {
    const take = () => {
      queue.add([...input.files]);
      input.value = "";
    };
    input.addEventListener("change", take);
    if (input.files.length) take(); // chosen before this script was there
  }
  document.addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    drop.classList.add("is-over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) drop.classList.remove("is-over");
  });
  document.addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    drop.classList.remove("is-over");
    queue.add([...event.dataTransfer.files]);
  });
  document.addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    queue.add(files.map((file) => queue.named(file)));
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    queue.send();
  });
  for (const link of document.querySelectorAll("a.add-here")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      form.elements.measure.value = link.dataset.measure;
      form.scrollIntoView({ block: "start" });
      document.getElementById("files").focus({ preventScroll: true });
    });
  }
  window.addEventListener("beforeunload", (event) => {
    const captions = [...document.querySelectorAll("form.describe")];
    if (queue.isWaiting || (!queue.isLeaving && captions.some(isUnsaved))) event.preventDefault();
  });
}

// --- order --------------------------------------------------------------------------------------

let dragged = null;

for (const file of document.querySelectorAll(".place .file")) {
  const order = file.querySelector("form.order");
  if (!order) continue;
  const thumb = file.querySelector(".thumb");
  thumb.draggable = true;
  thumb.addEventListener("dragstart", (event) => {
    dragged = file;
    event.dataTransfer.setData("text/plain", file.dataset.evidence);
    event.dataTransfer.effectAllowed = "move";
    file.classList.add("is-dragged");
  });
  thumb.addEventListener("dragend", () => {
    dragged?.classList.remove("is-dragged");
    dragged = null;
    document.querySelectorAll(".is-target").forEach((each) => each.classList.remove("is-target"));
  });
  file.addEventListener("dragover", (event) => {
    if (!dragged || dragged.parentElement !== file.parentElement) return;
    event.preventDefault();
    file.classList.toggle("is-target", dragged !== file);
  });
  file.addEventListener("dragleave", () => file.classList.remove("is-target"));
  file.addEventListener("drop", (event) => {
    if (!dragged || dragged.parentElement !== file.parentElement || dragged === file) return;
    event.preventDefault();
    place(dragged, file);
  });
}

async function place(moved, target) {
  const list = moved.parentElement;
  const rows = [...list.children];
  const isForward = rows.indexOf(moved) < rows.indexOf(target);
  const next = isForward ? target.nextElementSibling : target;
  const old = moved.nextElementSibling;
  list.insertBefore(moved, next);
  const data = new FormData(moved.querySelector("form.order"));
  data.set("before", next ? next.dataset.evidence : "");
  const answer = await sendForm(moved.querySelector("form.order").action, data).catch(() => null);
  if (!answer?.ok) list.insertBefore(moved, old);
  const all = [...list.children];
  all.forEach((each, index) => {
    const [up, down] = each.querySelectorAll("form.order button");
    up.disabled = index === 0;
    down.disabled = index === all.length - 1;
  });
}
