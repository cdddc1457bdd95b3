// The head of every page of the staff. Menus are `details`: Escape closes the one that is open, and
// so does a press elsewhere.
const OPEN = "details.menu[open], details.switcher[open]";

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const inside = event.target.closest?.(OPEN);
  const open = inside || document.querySelector(OPEN);
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});

document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll(OPEN)) {
    if (!open.contains(event.target)) open.open = false;
  }
});

// tabs that are wider than a phone show the one of this page
const tabs = document.querySelector(".tabs");
const here = tabs?.querySelector("[aria-current]");
if (here) tabs.scrollLeft = here.offsetLeft + here.offsetWidth - tabs.clientWidth;
