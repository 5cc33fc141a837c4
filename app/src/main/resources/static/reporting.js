// A home that is open looks again when something changed: once for a burst of changes, and never while somebody reads it with the keyboard.
const home = document.querySelector("[data-live-home]");
if (home) {
  const changes = new EventSource(`/live?topic=${encodeURIComponent(home.dataset.liveHome)}`);
  let waiting;
  changes.addEventListener("changed", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, 1500);
  });
  addEventListener("pagehide", () => changes.close());
}

async function look() {
  const shown = document.querySelector("[data-live-home]");
  if (shown.contains(document.activeElement)) return;
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-live-home]");
  if (fresh) shown.replaceWith(fresh);
}
