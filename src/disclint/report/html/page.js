(() => {
  "use strict";
  const root = document.documentElement;
  const all = (selector, from = document) => Array.from(from.querySelectorAll(selector));
  const byId = (id) => document.getElementById(id);
  const cards = all(".finding");
  const documents = all(".document");
  const marks = all("mark[data-f]");
  const form = byId("filters");
  const words = byId("words");

  // Each heading of a fold becomes the button that opens and closes it.
  for (const fold of all(".fold")) {
    const head = fold.querySelector(".head");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "toggle";
    button.append(...head.childNodes);
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-controls", fold.querySelector(".body").id);
    button.addEventListener("click", () => {
      toggle(fold);
      fold.scrollIntoView({ block: "nearest" });
    });
    head.append(button);
  }
  root.classList.add("js");
  form.hidden = false;

  const button = (fold) => fold.querySelector(".toggle");
  const toggle = (fold, open = !fold.classList.contains("open")) => {
    fold.classList.toggle("open", open);
    button(fold).setAttribute("aria-expanded", String(open));
  };

  // Filters
  const said = new Map();
  const text = (element) => {
    if (!said.has(element)) said.set(element, element.textContent.toLowerCase());
    return said.get(element);
  };
  const shows = (card, asked) =>
    asked.severities.has(card.dataset.severity) &&
    (!asked.rule || card.dataset.rule === asked.rule) &&
    (!asked.state || card.dataset.state === asked.state) &&
    (!asked.document || card.closest(".document").id === asked.document) &&
    (!asked.words || text(card).includes(asked.words) || text(card.closest(".document").querySelector("h3")).includes(asked.words));
  const narrow = () => {
    const asked = {
      severities: new Set(all("[name=severity]:checked", form).map((box) => box.value)),
      rule: byId("rule").value,
      state: byId("state").value,
      document: byId("document").value,
      words: words.value.trim().toLowerCase(),
    };
    const hidden = new Set();
    for (const card of cards) {
      card.hidden = !shows(card, asked);
      if (card.hidden) hidden.add(card.id.slice(1));
    }
    for (const mark of marks) mark.classList.toggle("off", mark.dataset.f.split(" ").every((number) => hidden.has(number)));
    for (const one of documents) one.hidden = !one.querySelector(".finding:not([hidden])");
    for (const row of all("#documents tbody tr")) row.hidden = Boolean(asked.words) && !text(row).includes(asked.words);
    byId("shown").textContent = `${cards.length - hidden.size} of ${cards.length} cards shown.`;
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(narrow));
  form.addEventListener("change", narrow);
  let waiting = 0;
  words.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(narrow, 150);
  });
  byId("open-all").addEventListener("click", () => cards.forEach((card) => toggle(card, true)));
  byId("close-all").addEventListener("click", () => cards.forEach((card) => toggle(card, false)));

  // Going from card to card
  const go = (card, open) => {
    if (open) toggle(card, true);
    button(card).focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest", behavior: "instant" });
  };
  const step = (by) => {
    const shown = cards.filter((card) => !card.hidden);
    if (!shown.length) return;
    const here = document.activeElement;
    const own = here && here.closest(".finding");
    let at = own ? shown.indexOf(own) + by : -1;
    if (!own) {
      // the next one below, or the last one above, what has the focus
      const after = shown.findIndex((card) => here && here.compareDocumentPosition(card) & Node.DOCUMENT_POSITION_FOLLOWING);
      const from = here === document.body ? 0 : after < 0 ? shown.length : after;
      at = by > 0 ? from : from - 1;
    }
    const card = shown[Math.max(0, Math.min(shown.length - 1, at))];
    go(card, false);
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.ref");
    if (!link) return;
    const card = byId(link.hash.slice(1));
    if (card.hidden) return;
    event.preventDefault();
    go(card, true);
  });
  const linked = () => {
    const card = /^#f\d+$/.test(location.hash) && byId(location.hash.slice(1));
    if (card) go(card, true);
  };
  window.addEventListener("hashchange", linked);

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    const typing = event.target.closest("input:not([type=checkbox]), select, textarea");
    if (event.key === "Escape") {
      const fold = event.target.closest(".fold.open");
      if (fold) {
        toggle(fold, false);
        button(fold).focus();
      }
      return;
    }
    if (typing || !byId("keys").checked) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "/") words.focus();
    else return;
    event.preventDefault();
  });

  narrow();
  linked();
})();
