// Files dropped anywhere on the page: the box shows that they may be let go, `take` gets them.
// Without this the browser would open a file that misses the box, in the place of the page.
export function whenDropped(box, take) {
  const holdsFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");

  document.addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    box.classList.add("is-over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) box.classList.remove("is-over");
  });
  document.addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    box.classList.remove("is-over");
    take(event.dataTransfer.files);
  });
}
