// Words that were typed into a form and not sent: the browser asks before it throws them away.
// A form that keeps its words itself says so by `data-keeps-words`; one that holds what is not
// saved, though nothing was typed since, by `data-unsaved`; a link that says by itself that the
// person leaves them, by `data-cancel`.
const FORMS = "form[method=post]:not([data-keeps-words])";
const BOXES = "textarea, input:is([type=text], [type=email], [type=url], [type=number])";
let left = null; // the form that was sent, or whose words are not wanted

// What a refusal gave back is in the boxes and nowhere else.
const wasRefused = (form) => form.querySelector("[aria-invalid=true]") !== null;

function isUnsent(form) {
  if (form === left) return false;
  if (form.dataset.unsaved !== undefined) return true;
  const isRefused = wasRefused(form);
  const isKept = (box) => box.value === (isRefused ? "" : box.defaultValue);
  return [...form.querySelectorAll(BOXES)].some((box) => !box.readOnly && !isKept(box));
}

document.addEventListener("submit", (event) => {
  const isElsewhere = event.submitter?.formTarget === "_blank";
  if (!event.defaultPrevented && !isElsewhere) left = event.target;
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-cancel]");
  const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
  if (link && !isElsewhere) left = link.closest("form");
});
window.addEventListener("pageshow", () => {
  left = null;
});
window.addEventListener("beforeunload", (event) => {
  if ([...document.querySelectorAll(FORMS)].some(isUnsent)) event.preventDefault();
});
