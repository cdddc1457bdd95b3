// A file that takes a while to draw: says so, and says in words when it cannot be had.
const PATIENCE = 1000; // milliseconds before a word of waiting
const status = document.querySelector("[data-file-status]");

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

async function fetchFile(link) {
  const waiting = setTimeout(() => {
    status.textContent = "กำลังจัดทำไฟล์ PDF โปรดรอสักครู่ ท่านทำงานอื่นต่อได้";
  }, PATIENCE);
  link.setAttribute("aria-disabled", "true");
  try {
    const response = await fetch(link.href);
    if (response.ok && !response.redirected) {
      hand(await response.blob(), nameOf(response));
      status.textContent = "จัดทำไฟล์ PDF แล้ว";
      return;
    }
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const said = page.querySelector("#refusal p");
    status.textContent = said ? said.textContent : "จัดทำไฟล์ไม่สำเร็จ โปรดเปิดหน้านี้ใหม่แล้วลองอีกครั้ง";
  } catch {
    status.textContent = "เชื่อมต่อไม่ได้ จึงยังไม่ได้ไฟล์ โปรดลองอีกครั้ง";
  } finally {
    clearTimeout(waiting);
    link.removeAttribute("aria-disabled");
  }
}

for (const link of document.querySelectorAll("a[data-file]")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.getAttribute("aria-disabled") !== "true") fetchFile(link);
  });
}
