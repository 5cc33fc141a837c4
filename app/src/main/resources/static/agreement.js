// Agreements: the week under the arrow keys, and the editor's gutter. Everything works without this file.

// The matrix: open all, and open before printing.
const services = () => [...document.querySelectorAll("details.service")];
const dress = () => {
  for (const button of document.querySelectorAll("[data-open-all], [data-print]")) button.hidden = false;
};
dress();
document.addEventListener("htmx:afterSwap", dress);
document.addEventListener("click", (event) => {
  const all = event.target.closest("[data-open-all]");
  if (all) {
    const open = services().some((service) => !service.open);
    for (const service of services()) service.open = open;
    all.textContent = open ? "Close all" : "Open all";
  }
  if (event.target.closest("[data-print]")) print();
});
addEventListener("beforeprint", () => services().forEach((service) => (service.open = true)));

// The week: one stop for Tab, arrow keys inside; what is pointed at is told below.
const week = document.querySelector("[data-week]");
if (week) {
  const detail = document.getElementById("week-detail");
  const rows = [...week.tBodies[0].rows].map((row) => [...row.querySelectorAll(".run")]);
  const runs = rows.flat();
  const line = (tag, text, parent) => {
    const node = document.createElement(tag);
    node.textContent = text;
    parent.append(node);
    return node;
  };
  const tell = (run) => {
    for (const each of runs) each.classList.toggle("at", each === run);
    const { what, when, who, accountable, line: where, quote } = run.dataset;
    const head = document.createElement("p");
    line("strong", what, head);
    head.append(" · " + when);
    const body = document.createElement("p");
    body.append(who + (accountable ? "; " + accountable + " answers for it" : "") + " ");
    if (where) {
      const link = line("a", where, body);
      link.href = run.getAttribute("href");
      link.className = "small";
    }
    detail.replaceChildren(head, body);
    if (quote) line("span", quote, detail).className = "mono";
  };
  const stop = (run) => {
    for (const each of runs) each.tabIndex = each === run ? 0 : -1;
  };
  for (const run of runs) run.removeAttribute("title");
  stop(runs.find((run) => run.classList.contains("now")) ?? runs[0]);
  week.addEventListener("mouseover", (event) => {
    const run = event.target.closest(".run");
    if (run) tell(run);
  });
  week.addEventListener("focusin", (event) => {
    const run = event.target.closest(".run");
    if (!run) return;
    stop(run);
    tell(run);
  });
  week.addEventListener("keydown", (event) => {
    const run = event.target.closest(".run");
    if (!run) return;
    const y = rows.findIndex((row) => row.includes(run));
    const x = rows[y].indexOf(run);
    const left = (each) => each.getBoundingClientRect().left;
    const beside = (row) => row && row.reduce((best, each) => Math.abs(left(each) - left(run)) < Math.abs(left(best) - left(run)) ? each : best);
    const to = { ArrowRight: rows[y][x + 1], ArrowLeft: rows[y][x - 1], ArrowDown: beside(rows[y + 1]), ArrowUp: beside(rows[y - 1]), Home: rows[y][0], End: rows[y].at(-1) }[event.key];
    if (!to) return;
    event.preventDefault();
    to.focus();
  });
}

// The editor.
const text = document.getElementById("text");
if (text) {
  const gutter = document.getElementById("gutter");
  const unsaved = document.getElementById("unsaved");
  const saved = text.value;
  const number = () => {
    const count = text.value.split("\n").length;
    while (gutter.childElementCount < count) gutter.append(Object.assign(document.createElement("span"), { textContent: gutter.childElementCount + 1 }));
    while (gutter.childElementCount > count) gutter.lastElementChild.remove();
    text.rows = Math.max(24, count);
    unsaved.hidden = text.value === saved;
  };
  const mark = () => {
    for (const each of gutter.children) each.className = "";
    for (const finding of document.querySelectorAll("#findings .finding")) {
      const at = gutter.children[finding.dataset.line - 1];
      if (at && at.className !== "error") at.className = finding.classList.contains("error") ? "error" : "warning";
    }
  };
  const jump = (line) => {
    const lines = text.value.split("\n");
    const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
    text.focus({ preventScroll: true });
    text.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
    gutter.children[line - 1]?.scrollIntoView({ block: "center" });
  };
  text.addEventListener("input", number);
  document.addEventListener("htmx:afterSwap", mark);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-jump]");
    if (!link || link.dataset.jump === "0") return;
    event.preventDefault();
    jump(Number(link.dataset.jump));
  });
  // Tab indents by two blanks; Escape first lets Tab leave, as it must.
  let leaving = false;
  text.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leaving = true;
    else if (event.key === "Tab" && !event.shiftKey && !leaving) {
      event.preventDefault();
      text.setRangeText("  ", text.selectionStart, text.selectionEnd, "end");
      text.dispatchEvent(new Event("input", { bubbles: true }));
    } else leaving = false;
  });
  let sending = false;
  text.form.addEventListener("submit", () => (sending = true));
  addEventListener("beforeunload", (event) => {
    if (!sending && text.value !== saved) event.preventDefault();
  });
  number();
  mark();
  if (/^#L\d+$/.test(location.hash)) jump(Number(location.hash.slice(2)));
}
