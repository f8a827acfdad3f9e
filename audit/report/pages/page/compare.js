"use strict";
(() => {
  const { el, theme } = audit;
  document.querySelector(".top").append(el("div", { class: "switches" }, theme()));
  const tools = document.querySelector(".filters");
  if (!tools) return;
  const articles = [...document.querySelectorAll("article")];
  const search = tools.querySelector("input");
  const select = tools.querySelector("select");
  const buttons = [...tools.querySelectorAll("button")];
  const showing = document.getElementById("showing");
  const none = document.getElementById("none");
  const texts = new Map();
  const checks = [...new Set(articles.flatMap((item) => item.dataset.checks.split(" ")))].filter(Boolean).sort();
  select.append(...checks.map((check) => el("option", { value: check }, check)));

  function ofKind({ dataset }, kinds) {
    if (!kinds.length) return true;
    return kinds.some((kind) => (kind === "text" ? dataset.gained === "0" && dataset.lost === "0" : dataset[kind] !== "0"));
  }

  function meant(item, wanted, kinds) {
    if (!ofKind(item, kinds)) return false;
    if (select.value && !item.dataset.checks.split(" ").includes(select.value)) return false;
    if (!wanted) return true;
    if (!texts.has(item)) texts.set(item, item.textContent.toLowerCase());
    return texts.get(item).includes(wanted);
  }

  function apply() {
    const wanted = search.value.trim().toLowerCase();
    const kinds = buttons.filter((button) => button.getAttribute("aria-pressed") === "true").map((button) => button.dataset.show);
    let count = 0;
    for (const item of articles) {
      item.hidden = !meant(item, wanted, kinds);
      count += !item.hidden;
      // Text alone: of a document without findings every row is meant.
      if (!item.hidden) for (const row of item.querySelectorAll(".row")) row.hidden = !ofKind(row, kinds);
    }
    none.hidden = count > 0;
    const all = articles.length.toLocaleString("en");
    showing.textContent = count === articles.length ? `${all} shown` : `${count.toLocaleString("en")} of ${all} shown`;
  }

  for (const button of buttons) {
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
      apply();
    });
  }
  for (const button of document.querySelectorAll(".pick")) {
    button.addEventListener("click", () => {
      if (!checks.includes(button.dataset.check)) return;
      select.value = button.dataset.check;
      apply();
      tools.scrollIntoView({ block: "start" });
    });
  }
  search.addEventListener("input", apply);
  select.addEventListener("change", apply);
  tools.hidden = false;
  apply();
})();
