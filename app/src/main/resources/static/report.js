// The report can be read without this. With it, a figure's reason opens beside the figure, and a dot of the frontier tells what it is.
(() => {
  const report = document.querySelector("[data-report]");
  if (!report) return;

  // --- why

  let why = null;
  let asked = null;
  const close = () => {
    why?.remove();
    asked?.removeAttribute("aria-describedby");
    why = asked = null;
  };
  const beside = (box, at) => {
    const place = at.getBoundingClientRect();
    const left = Math.max(12, Math.min(place.left, document.documentElement.clientWidth - box.offsetWidth - 12));
    const below = place.bottom + box.offsetHeight + 12 < innerHeight || place.top < box.offsetHeight + 12;
    box.style.left = `${left + scrollX}px`;
    box.style.top = `${(below ? place.bottom + 8 : place.top - box.offsetHeight - 8) + scrollY}px`;
  };
  const open = (figure) => {
    const note = document.getElementById(`note-${figure.dataset.note}`);
    if (!note || asked === figure) return;
    close();
    why = document.createElement("div");
    why.className = "rp-why";
    why.id = "rp-why";
    why.setAttribute("role", "tooltip");
    const title = document.createElement("h4");
    title.textContent = `Why? (${figure.dataset.note})`;
    why.append(title, ...[...note.childNodes].map((each) => each.cloneNode(true)));
    document.body.append(why);
    asked = figure;
    figure.setAttribute("aria-describedby", "rp-why");
    beside(why, figure);
  };
  report.addEventListener("click", (event) => {
    const figure = event.target.closest(".rp-fig");
    if (figure) {
      event.preventDefault();
      asked === figure && event.detail ? close() : open(figure);
    }
  });
  report.addEventListener("focusin", (event) => event.target.matches(".rp-fig:focus-visible") ? open(event.target) : close());
  document.addEventListener("click", (event) => { if (why && !why.contains(event.target) && !event.target.closest(".rp-fig")) close(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") { close(); hide(); } });

  // --- the frontier

  const figure = report.querySelector("[data-frontier]");
  const card = figure?.querySelector("[data-card]");
  let pinned = null;
  const hide = () => {
    if (!card) return;
    card.hidden = true;
    figure.querySelector(".on")?.classList.remove("on");
    card.classList.remove("pinned");
    pinned = null;
  };
  const show = (dot) => {
    const row = document.getElementById(`spot-${dot.dataset.spot}`);
    if (!row) return;
    figure.querySelector(".on")?.classList.remove("on");
    dot.classList.add("on");
    card.replaceChildren();
    card.classList.remove("in-house", "co-managed", "fully-managed");
    card.classList.add(["in-house", "co-managed", "fully-managed"].find((each) => row.classList.contains(each)));
    const heads = [...row.closest("table").querySelectorAll("thead th")].map((each) => each.textContent);
    const title = document.createElement("b");
    title.textContent = row.cells[0].textContent.trim();
    const list = document.createElement("dl");
    for (let i = 1; i < row.cells.length - 1; i++) {
      const name = document.createElement("dt");
      name.textContent = heads[i];
      const value = document.createElement("dd");
      value.append(...[...row.cells[i].childNodes].map((each) => each.cloneNode(true)));
      list.append(name, value);
    }
    const cut = document.createElement("div");
    cut.className = "rp-cut";
    cut.append(...[...row.cells[row.cells.length - 1].childNodes].map((each) => each.cloneNode(true)));
    card.append(title, list, cut);
    card.hidden = false;
    const box = figure.getBoundingClientRect();
    const place = dot.querySelector("circle, rect").getBoundingClientRect();
    // Beside the dot where there is room, else below it: never on it.
    const right = place.right - box.left + 12;
    const left = place.left - box.left - card.offsetWidth - 12;
    const beside = right + card.offsetWidth <= box.width ? right : left >= 0 ? left : null;
    card.style.left = `${beside ?? Math.max(0, Math.min(box.width - card.offsetWidth, place.left - box.left - card.offsetWidth / 2))}px`;
    card.style.top = `${beside === null ? place.bottom - box.top + 12 : Math.max(0, place.top - box.top - 40)}px`;
  };
  if (card) {
    addEventListener("resize", hide);
    const dots = [...figure.querySelectorAll("[data-spot]")];
    for (const dot of dots) {
      dot.addEventListener("mouseenter", () => { if (!pinned) show(dot); });
      dot.addEventListener("focus", () => show(dot));
      dot.addEventListener("click", (event) => {
        event.preventDefault();
        show(dot);
        pinned = dot;
        card.classList.add("pinned");
      });
      dot.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        if (!step) return;
        event.preventDefault();
        dots[(dots.indexOf(dot) + step + dots.length) % dots.length].focus();
      });
    }
    figure.querySelector("svg").addEventListener("mouseleave", () => { if (!pinned) hide(); });
    document.addEventListener("click", (event) => { if (pinned && !event.target.closest("[data-spot], [data-card], .rp-why, .rp-fig")) hide(); });
    card.addEventListener("click", (event) => {
      const asked = event.target.closest(".rp-fig");
      if (asked) { event.preventDefault(); open(asked); }
    });
  }
})();
