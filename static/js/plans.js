// Drags a measure to another place of its plan. The arrows do the same without this file; what is
// sent is what an arrow sends, so that a drag can be undone as well.
const form = document.querySelector("form[data-order]");
const list = form && form.querySelector(".tasks");

function rowAt(y, dragged) {
  return Array.from(list.children).find((row) => {
    if (row === dragged) {
      return false;
    }
    const box = row.getBoundingClientRect();
    return y < box.top + box.height / 2;
  });
}

function send(row) {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "place";
  field.value = `${row.dataset.measure}:${Array.from(list.children).indexOf(row) + 1}`;
  form.append(field);
  form.submit();
}

function begin(event) {
  const grip = event.target.closest(".grip");
  if (!grip || event.button !== 0) {
    return;
  }
  event.preventDefault();
  const row = grip.closest(".task");
  const before = row.nextElementSibling;
  row.classList.add("is-dragged");

  // on the document: a row that moves among its neighbours would lose what it has captured
  const move = (moved) => {
    list.insertBefore(row, rowAt(moved.clientY, row) || null);
    const margin = 60;
    if (moved.clientY < margin) {
      window.scrollBy(0, -12);
    } else if (moved.clientY > window.innerHeight - margin) {
      window.scrollBy(0, 12);
    }
  };
  const stop = (keep) => {
    row.classList.remove("is-dragged");
    document.removeEventListener("pointermove", move);
    document.removeEventListener("pointerup", drop);
    document.removeEventListener("pointercancel", cancel);
    document.removeEventListener("keydown", escape);
    if (!keep) {
      list.insertBefore(row, before);
    }
  };
  const drop = () => {
    stop(true);
    if (row.nextElementSibling !== before) {
      send(row);
    }
  };
  const cancel = () => stop(false);
  const escape = (pressed) => {
    if (pressed.key === "Escape") {
      stop(false);
    }
  };
  document.addEventListener("pointermove", move);
  document.addEventListener("pointerup", drop);
  document.addEventListener("pointercancel", cancel);
  document.addEventListener("keydown", escape);
}

if (list) {
  document.documentElement.classList.add("can-drag");
  list.addEventListener("pointerdown", begin);
}
