// A file that takes a while to draw: says so, and says in words when it cannot be had.
const PATIENCE = 1000; // milliseconds before a word of waiting
const status = document.querySelector("[data-file-status]");
const LOST = "เชื่อมต่อไม่ได้ จึงยังไม่ได้ไฟล์ โปรดลองอีกครั้ง";
const FAILED = "จัดทำไฟล์ไม่สำเร็จ โปรดเปิดหน้านี้ใหม่แล้วลองอีกครั้ง";

function say(words, isBad = false) {
  status.classList.toggle("field-error", isBad);
  status.textContent = words;
}

function nameOf(response) {
  const header = response.headers.get("Content-Disposition") || "";
  const found = /filename\*=utf-8''([^;]+)/i.exec(header);
  return found ? decodeURIComponent(found[1]) : "file.pdf";
}

function hand(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

function waiting() {
  const words = document.createElement("span");
  words.textContent = "กำลังจัดทำไฟล์ โปรดรอสักครู่ ท่านทำงานอื่นต่อได้";
  const bar = document.createElement("progress");
  bar.setAttribute("aria-label", "กำลังจัดทำไฟล์");
  status.classList.remove("field-error");
  status.replaceChildren(words, bar);
}

async function fetchFile(pressed, address, options) {
  const patience = setTimeout(waiting, PATIENCE);
  pressed.setAttribute("aria-disabled", "true");
  try {
    const response = await fetch(address, options);
    if (response.ok && !response.redirected) {
      hand(await response.blob(), nameOf(response));
      say("จัดทำไฟล์แล้ว");
      return;
    }
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const said = page.querySelector("#refusal p, main [role=alert] p");
    say(said ? said.textContent : FAILED, true);
  } catch {
    say(LOST, true);
  } finally {
    clearTimeout(patience);
    pressed.removeAttribute("aria-disabled");
  }
}

for (const link of document.querySelectorAll("a[data-file]")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.getAttribute("aria-disabled") !== "true") fetchFile(link, link.href);
  });
}

for (const form of document.querySelectorAll("form[data-file]")) {
  const button = form.querySelector("[type=submit]");
  const words = form.querySelector("[data-file-button]");
  const name = () => {
    const chosen = form.querySelector("[data-label]:checked");
    if (chosen) words.textContent = `ส่งออก ${chosen.dataset.label}`;
  };
  form.addEventListener("change", name);
  name();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (button.getAttribute("aria-disabled") === "true") return;
    fetchFile(button, form.action, { method: "POST", body: new FormData(form) });
  });
}
