// Bringing a file or a pasted table in: says how far it is. Without this the form works as well.
const form = document.querySelector("#bring-in");
const status = document.querySelector("#reading-status");
const pasteStatus = document.querySelector("#paste-status");
const bar = document.querySelector("#reading");
const THAI = "๐๑๒๓๔๕๖๗๘๙";
let table = null; // the clipboard's own table, with its cells as they were

const thai = (number) => String(number).replace(/[0-9]/g, (digit) => THAI[digit]);

function say(words, isBad = false) {
  status.textContent = words;
  status.classList.toggle("field-error", isBad);
}

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
  if (table && !form.elements.file.files.length) {
    data.set("pasted", "");
    data.set("file", new File([table], "pasted.html", { type: "text/html" }));
  }
  return data;
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
      say("กำลังอ่านตาราง ใช้เวลาไม่เกิน ๑ นาที ปิดหน้านี้ได้ ตารางจะรออยู่ที่นี่");
    });
    request.addEventListener("load", () => resolve(request));
    request.addEventListener("error", reject);
    request.send(data);
  });
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
  say("กำลังส่งไฟล์");
  try {
    const answer = await send(content());
    const said = JSON.parse(answer.responseText);
    if (answer.status === 200) {
      window.location.assign(said.location);
      return;
    }
    refuse(said.errors.join(" "));
  } catch {
    refuse("เชื่อมต่อไม่ได้ หรือหมดเวลาเข้าใช้ โปรดเปิดหน้านี้ใหม่แล้วลองอีกครั้ง");
  }
});
