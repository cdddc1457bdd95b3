// Bringing a file or a pasted table in: says how far it is. Without this the form works as well.
import { whenDropped } from "./dropped-files.js";
import { renewToken } from "./new-token.js";
import { SIGN_IN, wordsOfNetwork, wordsOfPage } from "./refusals.js";
import { thai } from "./thai-digits.js";

const form = document.querySelector("#bring-in");
const status = document.querySelector("#reading-status");
const pasteStatus = document.querySelector("#paste-status");
const bar = document.querySelector("#reading");
const MOST_IN_A_FIELD = 1_000_000; // characters; what is longer is sent as a file
let table = null; // the clipboard's own table, with its cells as they were

const LOOKS_AGAIN = 300; // milliseconds
const WAITS_FOR_SERVER = 2_000;
const WAITS_HERE = "ปิดหน้านี้ได้ ตารางจะรออยู่ที่นี่";

function say(words, isBad = false) {
  status.textContent = words;
  status.classList.toggle("field-error", isBad);
}

whenDropped(form.querySelector(".drop"), (files) => {
  if (form.getAttribute("aria-busy") === "true") return;
  if (files.length > 1) say("นำเข้าได้ครั้งละ ๑ ไฟล์ โปรดวางทีละไฟล์", true);
  else {
    form.elements.file.files = files;
    say("");
  }
});
form.elements.pasted.addEventListener("paste", (event) => {
  const html = event.clipboardData.getData("text/html");
  table = /<table/i.test(html) ? html : null;
  if (!table) return;
  const page = new DOMParser().parseFromString(table, "text/html");
  pasteStatus.textContent = `วางตารางแล้ว ${thai(page.querySelectorAll("tr").length)} แถว กดอ่านตาราง`;
});
form.elements.pasted.addEventListener("input", (event) => {
  if (event.inputType === "insertFromPaste") return;
  table = null; // edited by hand: what stands in the box holds
  pasteStatus.textContent = "";
});

function content() {
  const data = new FormData(form);
  const words = table || form.elements.pasted.value;
  if (!form.elements.file.files.length && (table || words.length > MOST_IN_A_FIELD)) {
    data.set("pasted", "");
    data.set("file", new File([words], "pasted.html", { type: "text/html" }));
  }
  return data;
}

/** What an answer says in place of where to go on. */
function errorsOf(status, type, text) {
  if (type?.startsWith("application/json")) {
    const said = JSON.parse(text);
    return said.errors ?? [said.message ?? said.refusal];
  }
  if (status === 200 || (status === 403 && text.includes('href="/sign-in/"'))) return [SIGN_IN];
  return [`${wordsOfPage(text, status)} · ยังไม่ได้อ่าน ตารางที่วางและไฟล์ที่เลือกยังอยู่ในหน้านี้`];
}

function send(data) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action || window.location.href);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      const percent = Math.round((event.loaded / event.total) * 100);
      bar.value = percent;
      if (percent < 100) say(`กำลังส่งไฟล์ ${thai(percent)}%`);
    });
    request.upload.addEventListener("load", () => {
      bar.removeAttribute("value");
      say(`กำลังอ่านตาราง ${WAITS_HERE}`);
    });
    request.addEventListener("load", () => resolve(request));
    request.addEventListener("error", reject);
    request.send(data);
  });
}

/** The server's answer; once more with a new token where signing in again made the old one old. */
async function answerOf() {
  const answer = await send(content());
  if (answer.status !== 403 || !(await renewToken(form, window.location.href))) return answer;
  return send(content());
}

function showReading({ words, done, total }) {
  say(`${words} · ${WAITS_HERE}`);
  bar.max = total || 100;
  if (total) bar.value = done;
  else bar.removeAttribute("value");
}

/** Asks how far it is until there is something to go to; a lost answer is asked for again. */
async function follow(address) {
  for (let lost = 0; lost < 10; ) {
    const wait = lost ? WAITS_FOR_SERVER : LOOKS_AGAIN;
    await new Promise((resolve) => setTimeout(resolve, wait));
    try {
      const signal = AbortSignal.timeout(10_000);
      const answer = await fetch(address, { headers: { Accept: "application/json" }, signal });
      const type = answer.headers.get("Content-Type");
      if (!answer.ok || !type.startsWith("application/json")) {
        const errors = errorsOf(answer.status, type, await answer.text());
        if (answer.status < 500) return { errors };
        lost += 1;
        continue;
      }
      const said = await answer.json();
      if (said.location || said.errors.length) return said;
      showReading(said);
      lost = 0;
    } catch {
      lost += 1;
    }
  }
  return { errors: ["ขาดการติดต่อระหว่างอ่าน เปิดหน้านี้ใหม่จะเห็นว่าอ่านถึงไหน หรืออ่านไม่ได้เพราะอะไร"] };
}

function refuse(words) {
  bar.hidden = true;
  say(words, true);
  form.removeAttribute("aria-busy");
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (form.getAttribute("aria-busy") === "true") return;
  const file = form.elements.file.files[0];
  if (file && file.size > Number(form.dataset.mostBytes)) {
    refuse("ไฟล์ใหญ่เกินไป วิธีแก้: ลบรูปภาพออกจากสำเนาของไฟล์ แล้วลองอีกครั้ง");
    return;
  }
  form.setAttribute("aria-busy", "true");
  bar.hidden = false;
  bar.max = 100;
  say("กำลังส่งไฟล์");
  let answer;
  try {
    answer = await answerOf();
  } catch (error) {
    refuse(`${wordsOfNetwork(error)} โปรดลองอีกครั้ง ถ้าส่งครบแล้วตารางจะอยู่ใน “ตารางที่อ่านไว้แล้ว” เมื่อเปิดหน้านี้ใหม่`);
    return;
  }
  const type = answer.getResponseHeader("Content-Type");
  let said = {};
  if (answer.status === 200 && type?.startsWith("application/json")) {
    said = JSON.parse(answer.responseText);
    if (said.reading) said = await follow(said.reading);
  } else said.errors = errorsOf(answer.status, type, answer.responseText);
  if (said.location) window.location.assign(said.location);
  else refuse(said.errors.join(" "));
});
