// The buttons of a step are one stop of the Tab key, as a toolbar: arrows choose among them.
function buttonsOf(bar) {
  return [...bar.querySelectorAll("button:not(:disabled)")];
}

// exactly one button of each step can be reached; called whenever which are disabled has changed
export function keepOneStop(list) {
  for (const bar of list.querySelectorAll("[data-moves]")) {
    const buttons = buttonsOf(bar);
    const kept = buttons.find((button) => button.tabIndex === 0 && button.dataset.stop === "");
    const stop = kept || buttons[0];
    for (const button of bar.querySelectorAll("button")) setStop(button, button === stop);
    bar.setAttribute("role", "toolbar");
  }
}

function setStop(button, isStop) {
  button.tabIndex = isStop ? 0 : -1;
  if (isStop) button.dataset.stop = "";
  else delete button.dataset.stop;
}

export function watchMoves(list) {
  list.addEventListener("keydown", (event) => {
    const bar = event.target.closest("[data-moves]");
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!bar || !step || event.altKey || event.ctrlKey) return;
    event.preventDefault();
    const buttons = buttonsOf(bar);
    const next = buttons.indexOf(event.target) + step;
    buttons[(next + buttons.length) % buttons.length].focus();
  });
  list.addEventListener("focusin", (event) => {
    const bar = event.target.closest("[data-moves]");
    if (!bar) return;
    for (const button of bar.querySelectorAll("button")) setStop(button, button === event.target);
  });
  keepOneStop(list);
}
