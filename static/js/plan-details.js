// Shows the head of the chosen table and its first measure at once; without this file a button
// does the same.
const choice = document.querySelector("select[name=layout]");
const sample = document.getElementById("layout-sample");
let newest = 0;

async function redraw() {
  newest += 1;
  const asked = newest;
  const answer = await fetch(`${sample.dataset.address}?layout=${encodeURIComponent(choice.value)}`, {
    headers: { "X-Requested-With": "fetch" },
  }).catch(() => null);
  if (answer && answer.ok && !answer.redirected && asked === newest) {
    sample.innerHTML = await answer.text();
  }
}

if (choice && sample) {
  document.querySelector(".no-script").hidden = true;
  choice.addEventListener("change", redraw);
}
