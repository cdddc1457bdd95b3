// Buttons that copy what a field holds; without this script people select and copy it themselves.
for (const link of document.querySelectorAll("[data-without-copy]")) link.hidden = true;
for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const told = (button.closest("[data-copies]") ?? document).querySelector("[data-copied]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      told.textContent = told.dataset.copied || "คัดลอกแล้ว นำไปวางในระบบ ITAS ได้";
    } catch {
      field.focus();
      field.select();
      told.textContent = "เลือกข้อความไว้ให้แล้ว กด Ctrl+C เพื่อคัดลอก";
    }
  });
}
