// The evidence page: several files at once with their progress, by drag and paste; captions that
// save themselves; order by drag. Without this script the same forms do it one page at a time.

import { whenDropped } from "./dropped-files.js";
import { Queue } from "./evidence-queue.js";
import { Server, tell } from "./evidence-server.js";

const form = document.getElementById("add");
const server = new Server(document.querySelector("[data-person]"));
const thai = (number) => String(number).replace(/[0-9]/g, (digit) => "๐๑๒๓๔๕๖๗๘๙"[digit]);
document.documentElement.classList.add("has-script");

// --- captions -----------------------------------------------------------------------------------

async function save(describe) {
  const line = describe.querySelector(".saved");
  const { seen, caption } = describe.elements;
  const written = caption.value;
  line.textContent = "กำลังบันทึก";
  const { said, words, isOut } = await server.post(describe.action, new FormData(describe));
  if (words) {
    if (typeof said?.seen === "string") seen.value = said.seen;
    tell(line, words, { isOut, signIn: server.signIn });
    return;
  }
  seen.value = said.caption;
  line.textContent = caption.value === written ? "บันทึกแล้ว" : "";
  describe.dataset.saved = written;
  showWarnings(describe.closest(".file"), said);
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
  describe.addEventListener("change", () => server.inTurn(() => save(describe)));
  describe.addEventListener("input", () => {
    describe.querySelector(".saved").textContent = "";
  });
  describe.addEventListener("submit", (event) => {
    event.preventDefault();
    server.inTurn(() => save(describe));
  });
}

// --- adding -------------------------------------------------------------------------------------

if (form) {
  const queue = new Queue(form, thai, server);

  for (const input of form.querySelectorAll("input[type=file]")) {
    const take = () => {
      queue.add([...input.files]);
      input.value = "";
    };
    input.addEventListener("change", take);
    if (input.files.length) take(); // chosen before this script was there
  }
  whenDropped(form.querySelector(".drop"), (files) => queue.add([...files]));
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

function place(moved, target) {
  const list = moved.parentElement;
  const rows = [...list.children];
  const isForward = rows.indexOf(moved) < rows.indexOf(target);
  const next = isForward ? target.nextElementSibling : target;
  const old = moved.nextElementSibling;
  list.insertBefore(moved, next);
  const order = moved.querySelector("form.order");
  const data = new FormData(order);
  data.set("place", [...list.children].indexOf(moved) + 1);
  server.inTurn(async () => {
    const { words, isOut } = await server.post(order.action, data);
    if (words) list.insertBefore(moved, old);
    showEnds(list);
    const at = thai([...list.children].indexOf(moved) + 1);
    const said = words || `ย้ายไปลำดับที่ ${at} จาก ${thai(list.children.length)}`;
    tell(moved.querySelector(".saved"), said, { isOut, signIn: server.signIn });
  });
}

function showEnds(list) {
  const all = [...list.children];
  all.forEach((each, index) => {
    const [up, down] = each.querySelectorAll("form.order button");
    up.value = index;
    up.disabled = index === 0;
    down.value = index + 2;
    down.disabled = index === all.length - 1;
  });
}

// --- leaving ------------------------------------------------------------------------------------

// a form that leads to another page would cut off what is still on its way
let isLeaving = false;

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || server.waiting === 0) return;
  event.preventDefault();
  if (isLeaving) return; // a second press
  isLeaving = true;
  const { target, submitter } = event;
  server.turn.then(() => {
    isLeaving = false;
    if (!submitter?.disabled) target.requestSubmit(submitter);
  });
});
