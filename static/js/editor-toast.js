// Something was done: says so, and offers to undo it, until dismissed or the next one comes.
const place = document.querySelector("[data-toasts]");

export function toast(words, undo = null) {
  const box = document.createElement("div");
  box.className = "toast-s";
  box.setAttribute("role", "status");
  const said = document.createElement("span");
  said.textContent = words;
  box.append(said);
  const button = (label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn btn-plain";
    made.textContent = label;
    made.addEventListener("click", () => {
      box.remove();
      act();
    });
    box.append(made);
  };
  if (undo) button(undo.label, undo.act);
  button("ปิด", () => {});
  place.replaceChildren(box);
}
