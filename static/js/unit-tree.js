// Dragging units in their tree: the shortcut of the buttons, which do the same without it.
// Dropped on the upper half of a row a unit goes before it, on the lower half it goes below it.

const DEEPEST = 3;
const tree = document.querySelector("[data-unit-tree]");

function clear() {
  for (const row of tree.children) row.classList.remove("is-before", "is-inside", "is-dragged");
}

function isInside(row, dragged) {
  // rows of what hangs below the dragged one follow it, deeper than it is
  let next = dragged.nextElementSibling;
  while (next && Number(next.dataset.depth) > Number(dragged.dataset.depth)) {
    if (next === row) return true;
    next = next.nextElementSibling;
  }
  return row === dragged;
}

function placeOf(row, event) {
  const box = row.getBoundingClientRect();
  const isUpper = event.clientY < box.top + box.height / 2;
  if (isUpper || Number(row.dataset.depth) >= DEEPEST) {
    return { parent: row.dataset.parent, before: row.dataset.unit, mark: "is-before" };
  }
  return { parent: row.dataset.unit, before: "", mark: "is-inside" };
}

function send(row, place) {
  const form = row.querySelector("form");
  form.elements.parent.value = place.parent;
  form.elements.before.value = place.before;
  form.submit();
}

function start() {
  let dragged = null;
  document.documentElement.classList.add("can-drag");
  for (const row of tree.children) row.draggable = true;
  tree.addEventListener("dragstart", (event) => {
    dragged = event.target.closest(".unit-row");
    dragged.classList.add("is-dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.unit);
  });
  tree.addEventListener("dragover", (event) => {
    const row = event.target.closest(".unit-row");
    if (!dragged || !row || isInside(row, dragged)) return;
    event.preventDefault();
    for (const other of tree.children) other.classList.remove("is-before", "is-inside");
    row.classList.add(placeOf(row, event).mark);
  });
  tree.addEventListener("drop", (event) => {
    const row = event.target.closest(".unit-row");
    if (!dragged || !row || isInside(row, dragged)) return;
    event.preventDefault();
    send(dragged, placeOf(row, event));
  });
  tree.addEventListener("dragend", () => {
    dragged = null;
    clear();
  });
}

if (tree) start();
