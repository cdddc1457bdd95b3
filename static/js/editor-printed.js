// The printed row below the form, drawn anew by the server after each save.
const place = document.querySelector("[data-printed]");
let isBusy = false;
let isDue = false;

export async function refreshPrinted(address) {
  if (isBusy) {
    isDue = true;
    return;
  }
  isBusy = true;
  try {
    const response = await fetch(address, { redirect: "manual" });
    if (response.ok) {
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = page.getElementById("printed-row");
      if (fresh) place.replaceChildren(...fresh.childNodes);
    }
  } catch {
    // the line below says that the network is gone; the old row stays
  }
  isBusy = false;
  if (isDue) {
    isDue = false;
    refreshPrinted(address);
  }
}
