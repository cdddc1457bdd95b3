// Where the review of an import goes on when its page is drawn anew: at the same point, row or
// measure, as far down the window, with the same parts unfolded.

const pairs = () => [...document.querySelectorAll(".pair")];
const folds = () => [...document.querySelectorAll("details[id]")];

/** Where something was pressed. */
export function mark(element) {
  if (!element) return null;
  const named = "[id].cellhint, [id].row-edit, .pair, section, details";
  const box = element.id ? element : element.closest(named);
  const id = element.dataset.goesTo ?? box?.id;
  return { id, pair: pairs().indexOf(element.closest(".pair")) };
}

/** That place on the page; where a measure went away, the one that stands there in its stead. */
function placeOf({ id, pair }) {
  const found = id && document.getElementById(id);
  if (found || pair < 0) return found;
  return pairs().slice(0, pair + 1).at(-1);
}

function focusOn(place) {
  const inside = place.matches(".pair") && place.querySelector(".imp-edit, [value^='edit:']");
  const wanted = inside || place;
  if (!wanted.matches("a, button, input, select, textarea, [tabindex]")) wanted.tabIndex = -1;
  wanted.focus({ preventScroll: true });
}

/** As far down the window as it was; what became so much shorter that it is gone is shown. */
function keepInSight(place, top) {
  window.scrollBy({ top: place.getBoundingClientRect().top - top, behavior: "instant" });
  if (place.getBoundingClientRect().bottom < 0) place.scrollIntoView();
}

/** Keeps a mark, or the box in which somebody types meanwhile; call it when the page is new. */
export function keptPlace(from) {
  const box = document.activeElement;
  const isTyping = box?.matches("#review-form textarea");
  const caret = isTyping && [box.selectionStart, box.selectionEnd];
  const seen = isTyping ? mark(box) : from;
  const before = seen && placeOf(seen);
  const top = before?.getBoundingClientRect().top;
  return () => {
    const place = seen && placeOf(seen);
    if (!place) return;
    if (before?.id === place.id) keepInSight(place, top);
    else place.scrollIntoView();
    focusOn(place);
    if (isTyping && place.id === box.id) place.setSelectionRange(...caret);
  };
}

/** Keeps which parts are unfolded; call it when the page is new. */
export function keptFolds() {
  const were = new Map(folds().map((fold) => [fold.id, fold.open]));
  return () => {
    for (const fold of folds()) fold.open = were.get(fold.id) ?? fold.open;
  };
}
