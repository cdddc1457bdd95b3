// Who else has this measure open, by person; and what they wrote, into boxes that nobody types in.
const EVERY = 20000;

export function watchPresence(form, fields, saving, steps) {
  const place = document.querySelector("[data-people]");

  function show(html) {
    if (place.dataset.shown === html) return;
    place.dataset.shown = html;
    place.innerHTML = html; // drawn by the server, which escapes names
  }

  async function look() {
    if (document.visibilityState !== "visible") return;
    const answer = await saving.server.post(form.dataset.presence, {});
    if (answer.state !== "ok") return;
    show(answer.body.html);
    if (answer.body.revision !== saving.revision && !saving.running) await steps.refresh();
  }

  setInterval(look, EVERY);
  document.addEventListener("visibilitychange", look);
  look();
}
