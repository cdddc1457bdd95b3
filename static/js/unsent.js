// Words that were typed into a form and not sent: the browser asks before it throws them away.
// A form that keeps its words itself says so by `data-keeps-words`.
let sent = null;

function isUnsent(box) {
  if (!box.form || box.readOnly || box.form === sent) return false;
  const isRefused = box.getAttribute("aria-invalid") === "true" && box.value !== "";
  return box.value !== box.defaultValue || isRefused;
}

document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) sent = event.target;
});
window.addEventListener("pageshow", () => {
  sent = null;
});
window.addEventListener("beforeunload", (event) => {
  const boxes = document.querySelectorAll("form[method=post]:not([data-keeps-words]) textarea");
  if ([...boxes].some(isUnsent)) event.preventDefault();
});
