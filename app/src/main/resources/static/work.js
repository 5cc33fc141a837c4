// The pages of work, livelier. Every page works without this.

// Forms of a page marked data-whole ask for whole pages, as a browser without scripts would; htmx swaps the part they name.
document.addEventListener("htmx:configRequest", (event) => {
  if (!event.detail.elt.closest("[data-whole]")) return;
  delete event.detail.headers["HX-Request"];
  delete event.detail.headers["HX-Boosted"];
});
// A session that has ended leads to the sign-in page, which has no such part.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, elt } = event.detail;
  if (elt.closest("[data-whole]") && xhr.responseURL && new URL(xhr.responseURL).pathname === "/sign-in") {
    event.detail.shouldSwap = false;
    location.reload();
  }
});

// Countdowns. The server wrote the words for the moment it answered; these keep them true.
const span = (ms) => {
  const minutes = Math.floor(Math.abs(ms) / 60000);
  if (minutes < 1) return "under a minute";
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60) return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  const hours = Math.floor(minutes / 60);
  return hours % 24 === 0 ? `${hours / 24} d` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
};
const tick = () => {
  const now = Date.now();
  for (const promise of document.querySelectorAll(".promise[data-due]")) {
    const due = Date.parse(promise.dataset.due);
    const late = now > due;
    promise.querySelector(".words").textContent = (late ? "late by " : "in ") + span(due - now);
    promise.classList.toggle("late", late);
    promise.classList.toggle("soon", !late && now >= Date.parse(promise.dataset.soon));
    promise.classList.toggle("running", !late && now < Date.parse(promise.dataset.soon));
  }
};
setInterval(tick, 15000);

// Drafts: what is being written survives a reload and a refusal, and goes when it was sent.
const restore = (root) => {
  for (const field of root.querySelectorAll("[data-draft]")) {
    const kept = sessionStorage.getItem(field.dataset.draft);
    if (kept && !field.value) field.value = kept;
  }
};
document.addEventListener("input", (event) => {
  const key = event.target.dataset?.draft;
  if (key) sessionStorage.setItem(key, event.target.value);
});
let sending = [];
document.addEventListener("submit", (event) => {
  sending = [...event.target.querySelectorAll("[data-draft]")].map((field) => field.dataset.draft);
});
const settle = () => {
  if (!document.querySelector("#flash .refused")) sending.forEach((key) => sessionStorage.removeItem(key));
  sending = [];
  restore(document);
};
document.addEventListener("htmx:afterSettle", () => {
  settle();
  if (document.querySelector("#flash .flash")) document.querySelector("#flash").scrollIntoView({ block: "nearest" });
});
restore(document);

// Whole pages are fetched again and only their parts are exchanged, so that what is being written, chosen or focused stays.
const latest = async () => {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok || new URL(answer.url).pathname === "/sign-in") return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html");
};
const inUse = (part) => part.contains(document.activeElement) || part.querySelector("details[open], :popover-open") !== null;

const refreshParts = (root, fresh) => {
  for (const part of root.querySelectorAll("[data-part]")) {
    const next = fresh.querySelector(`#${root.id} [data-part="${part.dataset.part}"]`);
    if (next && !inUse(part) && next.innerHTML !== part.innerHTML) {
      part.replaceWith(next);
      htmx.process(next);
    }
  }
  const now = fresh.getElementById(root.id)?.dataset.version;
  if (!now) return;
  root.dataset.version = now;
  for (const field of root.querySelectorAll("input[name=expected]")) field.value = now;
};

// Rows keep their tick and their focus; what left the list goes, what came in takes its place.
const refreshRows = (fresh) => {
  const rows = document.getElementById("rows");
  const next = fresh.getElementById("rows");
  if (!rows || !next) {
    const here = document.getElementById("queue");
    const there = fresh.getElementById("queue");
    if (here && there && !inUse(here)) {
      here.replaceWith(there);
      htmx.process(there);
    }
    return;
  }
  const focused = document.activeElement?.closest("tr")?.id;
  const chosen = new Set([...rows.querySelectorAll("input:checked")].map((box) => box.closest("tr").id));
  const more = rows.children.length > next.children.length;
  let place = null;
  for (const row of [...next.children]) {
    const old = document.getElementById(row.id);
    const current = old && old.dataset.version === row.dataset.version ? old : row;
    if (current !== old) {
      if (chosen.has(row.id)) row.querySelector("input").checked = true;
      if (old) old.remove();
      else row.classList.add("arrived");
    }
    const wanted = place ? place.nextElementSibling : rows.firstElementChild;
    if (current !== wanted) rows.insertBefore(current, wanted);
    place = current;
  }
  // Pages loaded below the first are left alone.
  if (!more) while (place && place.nextElementSibling) place.nextElementSibling.remove();
  if (focused && !rows.contains(document.activeElement)) document.querySelector(`#${CSS.escape(focused)} .subject`)?.focus();
  count();
};

let watching = null;
let pending = null;
const refresh = async () => {
  pending = null;
  const root = document.querySelector("[data-live]");
  const fresh = root && (await latest());
  if (!fresh) return;
  if (root.dataset.list !== undefined) refreshRows(fresh);
  else if (root.querySelector("[data-part]")) refreshParts(root, fresh);
  else if (!inUse(root)) {
    const next = fresh.getElementById(root.id);
    root.replaceWith(next);
    htmx.process(next);
  }
  tick();
};
const watch = () => {
  const root = document.querySelector("[data-live]");
  if (!root || new URLSearchParams(location.search).has("cursor")) return;
  watching = new EventSource(`/live?topic=${encodeURIComponent(root.dataset.live)}`);
  // Many changes at once are one look.
  watching.addEventListener("changed", () => (pending ??= setTimeout(refresh, 700)));
};
watch();
addEventListener("pagehide", () => watching?.close());

// The queue by keys.
const count = () => {
  const label = document.querySelector("[data-count]");
  if (!label) return;
  const chosen = document.querySelectorAll("#rows input:checked").length;
  label.textContent = chosen ? `${chosen} chosen:` : "Choose tickets:";
  label.closest("form").classList.toggle("idle", chosen === 0);
};
document.addEventListener("change", (event) => event.target.matches("#rows input") && count());
document.addEventListener("htmx:afterSettle", count);
count();

const subjects = () => [...document.querySelectorAll("#rows .subject")];
const move = (by) => {
  const all = subjects();
  if (!all.length) return;
  const at = all.indexOf(document.activeElement.closest("tr")?.querySelector(".subject"));
  all[Math.max(0, Math.min(all.length - 1, at < 0 ? 0 : at + by))].focus();
};
const box = () => document.activeElement.closest("#rows tr")?.querySelector("input[name=refs]");
const keys = {
  j: () => move(1),
  k: () => move(-1),
  x: () => box()?.click(),
  a: () => {
    const own = box();
    if (!own) return;
    for (const other of document.querySelectorAll("#rows input:checked")) other.checked = other === own;
    own.checked = true;
    document.querySelector("#bulk button[value=TAKE]").click();
  },
  "/": () => document.getElementById("q")?.focus(),
  "?": () => document.getElementById("keys")?.showModal(),
};
document.addEventListener("keydown", (event) => {
  if (!document.querySelector("[data-list]") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("input:not([type=checkbox]), textarea, select") || document.querySelector("dialog[open]")) return;
  if (!keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});
document.addEventListener("click", (event) => event.target.closest("[data-keys]") && keys["?"]());
