// Small comforts of deciding; every page works without them.

// <button data-copy-address> copies where we are, without what stands behind a question mark or a hash.
for (const button of document.querySelectorAll("[data-copy-address]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    const path = location.pathname.match(/^\/decide\/at\/[^/]+/)?.[0] ?? location.pathname;
    await navigator.clipboard.writeText(location.origin + path);
    button.dataset.done = "Copied";
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// Printed, the reasons behind the costs are open; afterwards they are as they were.
const folded = () => document.querySelectorAll("details.why-cost:not([open])");
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...folded()];
  for (const each of opened) each.open = true;
});
addEventListener("afterprint", () => {
  for (const each of opened) each.open = false;
});

// Digits answer the question one is at and go on to the next; arrows move between questions unless they move within one.
const questions = [...document.querySelectorAll("fieldset.question")];
const at = () => questions.findIndex((each) => each.contains(document.activeElement));
const goTo = (index) => {
  const question = questions[Math.max(0, Math.min(questions.length - 1, index))];
  question.focus({ preventScroll: true });
  question.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
};
document.addEventListener("keydown", (event) => {
  if (!questions.length || event.altKey || event.ctrlKey || event.metaKey) return;
  const focused = document.activeElement;
  const typing = focused?.matches("input:not([type=radio]), select, textarea");
  if (typing) return;
  if (/^[1-9]$/.test(event.key)) {
    const index = at();
    const option = questions[index < 0 ? 0 : index]?.querySelector(`input[type=radio][value="${event.key}"]`);
    if (!option) return;
    event.preventDefault();
    option.checked = true;
    option.dispatchEvent(new Event("change", { bubbles: true }));
    goTo((index < 0 ? 0 : index) + 1);
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !focused?.matches("input[type=radio]")) {
    const index = at();
    if (index < 0 && focused !== document.body) return;
    event.preventDefault();
    goTo(index < 0 ? 0 : index + (event.key === "ArrowDown" ? 1 : -1));
  }
});
