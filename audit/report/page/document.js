"use strict";
(() => {
  const all = (query, root = document) => [...root.querySelectorAll(query)];
  const items = all(".findings li");
  const filters = document.querySelector(".filters");
  const showing = document.getElementById("showing");
  const marksOf = new Map(items.map((item) => [item.id.slice(1), []]));
  for (const mark of all("mark")) {
    for (const number of mark.dataset.finding.split(" ")) marksOf.get(number)?.push(mark);
  }

  let current = null;
  function select(item, scroll) {
    for (const lit of all(".on")) lit.classList.remove("on");
    current = item;
    item.classList.add("on");
    const marks = marksOf.get(item.id.slice(1)) ?? [];
    for (const mark of marks) mark.classList.add("on");
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const how = { block: "center", behavior: still ? "auto" : "smooth" };
    if (scroll === "text") marks[0]?.scrollIntoView(how);
    else item.scrollIntoView({ ...how, block: "nearest" });
  }

  for (const item of items) {
    item.addEventListener("click", (event) => {
      if (event.target.closest("button")) return;
      event.preventDefault();
      select(item, "text");
    });
    item.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target === item) select(item, "text");
    });
  }
  for (const mark of all("mark")) {
    mark.addEventListener("click", () => {
      const item = mark.dataset.finding.split(" ").map((n) => document.getElementById("f" + n)).find((li) => li && !li.hidden);
      if (item) select(item, "list");
    });
  }

  const visible = () => items.filter((item) => !item.hidden);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("select,input")) return;
    const step = { j: 1, k: -1 }[event.key];
    const shown = visible();
    if (!step || !shown.length) return;
    const place = shown.indexOf(current);
    const next = place < 0 ? (step > 0 ? 0 : shown.length - 1) : (place + step + shown.length) % shown.length;
    select(shown[next], "text");
    shown[next].focus({ preventScroll: true });
    shown[next].scrollIntoView({ block: "nearest" });
  });

  function apply() {
    const off = new Set(all("[data-severity][aria-pressed=false]").map((button) => button.dataset.severity));
    const check = document.getElementById("check").value;
    const confidence = document.getElementById("confidence").value;
    for (const item of items) {
      item.hidden = off.has(item.dataset.severity) || (check && item.dataset.check !== check)
        || (confidence && item.dataset.confidence !== confidence);
    }
    for (const mark of all("mark")) {
      const numbers = mark.dataset.finding.split(" ");
      mark.classList.toggle("off", numbers.every((n) => document.getElementById("f" + n)?.hidden));
    }
    const count = visible().length;
    showing.textContent = count === items.length ? "" : `(${count} shown)`;
  }
  if (filters) {
    filters.hidden = false;
    for (const button of all("button", filters)) {
      button.addEventListener("click", () => {
        button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
        apply();
      });
    }
    for (const choice of all("select", filters)) choice.addEventListener("change", apply);
  }

  function copied(button, done) {
    button.textContent = done ? "Copied" : "Select and copy";
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  }
  for (const button of all(".copy")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(button.dataset.copy);
        copied(button, true);
      } catch {
        // Pages opened from a folder may lack the clipboard interface; the old way needs a selection.
        const area = document.createElement("textarea");
        area.value = button.dataset.copy;
        document.body.append(area);
        area.select();
        const done = document.execCommand("copy");
        area.remove();
        copied(button, done);
      }
    });
  }

  const wanted = /^#[fm](\d+)$/.exec(location.hash);
  if (wanted && marksOf.has(wanted[1])) select(document.getElementById("f" + wanted[1]), "text");
})();
