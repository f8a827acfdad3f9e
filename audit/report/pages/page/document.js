"use strict";
(() => {
  const { el, dismissed, copy, say, address } = audit;
  const path = document.body.dataset.path;
  const list = document.querySelector(".findings ol");
  const items = list ? [...list.children] : [];
  const numbers = new Map(items.map((item, index) => [item, index + 1]));
  const marks = items.map(() => []);
  const marked = [...document.querySelectorAll("mark[data-n]")];
  for (const mark of marked) {
    for (const number of mark.dataset.n.split(" ")) marks[number - 1]?.push(mark);
  }
  const fingerprint = (item) => item.id.slice(2);
  const severity = (item) => item.classList[0];
  const shown = () => items.filter((item) => !item.hidden);
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  let current = null;
  function select(item, where, focus) {
    for (const lit of document.querySelectorAll(".on:not(.toast)")) lit.classList.remove("on");
    current = item;
    if (!item) return;
    item.classList.add("on");
    const mine = marks[numbers.get(item) - 1];
    for (const mark of mine) mark.classList.add("on");
    const how = { block: "center", behavior: still.matches ? "auto" : "smooth" };
    if (where === "text") {
      mine[0]?.scrollIntoView(how);
      within(item);
    } else item.scrollIntoView({ ...how, block: "nearest" });
    if (focus) item.querySelector(".message a").focus({ preventScroll: true });
    address(`#${item.id}`);
  }
  // The list scrolls by itself on wide windows; bringing an item into sight must not move the text.
  function within(item) {
    const box = document.querySelector("aside");
    if (box.scrollHeight <= box.clientHeight) return;
    const outer = box.getBoundingClientRect(), inner = item.getBoundingClientRect();
    if (inner.top < outer.top + 8) box.scrollTop -= outer.top + 8 - inner.top;
    else if (inner.bottom > outer.bottom - 8) box.scrollTop += Math.min(inner.bottom - outer.bottom + 8, inner.top - outer.top - 8);
  }

  async function copyText(item) {
    const text = item?.querySelector(".repair")?.dataset.copy;
    if (text === undefined) return;
    say((await copy(text)) ? "Copied" : "Could not copy: select the text and copy it");
  }

  function toggleDismissed(item) {
    if (!item) return;
    const name = fingerprint(item);
    if (dismissed.has(path, name)) dismissed.remove(path, name);
    else dismissed.add({ fingerprint: name, check: item.dataset.check, path, text: item.dataset.text });
    show(item);
    apply();
  }

  function show(item) {
    const entry = dismissed.get(path, fingerprint(item));
    item.classList.toggle("dismissed", Boolean(entry));
    item.querySelector(".dismiss").textContent = entry ? "Restore" : "Dismiss";
    const reason = item.querySelector(".reason");
    if (entry && !reason) {
      const input = el("input", { class: "reason", type: "text", "aria-label": "Why it is right", placeholder: "Why is it right? (optional)",
        onchange: () => dismissed.add({ ...entry, reason: input.value.trim() }) });
      input.value = entry.reason ?? "";
      item.append(input);
    } else if (!entry) reason?.remove();
  }

  for (const item of items) {
    const repair = item.querySelector(".repair[data-copy]");
    if (repair) repair.append(el("button", { type: "button", class: "copy", "aria-label": "Copy the suggested text" }, "Copy"));
    item.querySelector(".meta").append(el("button", { type: "button", class: "dismiss" }, "Dismiss"));
    if (dismissed.has(path, fingerprint(item))) show(item);
  }
  list?.addEventListener("click", (event) => {
    const item = event.target.closest("li");
    if (!item || event.target.closest("input")) return;
    if (event.target.closest(".copy")) { copyText(item); return; }
    if (event.target.closest(".dismiss")) { toggleDismissed(item); return; }
    event.preventDefault();
    select(item, "text");
    if (event.target.closest(".place")) copy(location.href).then((done) => done && say("Link copied"));
  });
  document.querySelector("main").addEventListener("click", (event) => {
    const mark = event.target.closest("mark[data-n]");
    const item = mark?.dataset.n.split(" ").map((n) => items[n - 1]).find((one) => one && !one.hidden);
    if (item) select(item, "list");
  });

  // Filters
  const tools = document.getElementById("tools");
  const showing = document.getElementById("showing");
  const search = el("input", { type: "search", placeholder: "Search the findings", "aria-label": "Search the findings" });
  const count = (values) => values.reduce((sums, value) => sums.set(value, (sums.get(value) ?? 0) + 1), new Map());
  const choice = (label, any, values) => el("select", { "aria-label": label }, el("option", { value: "" }, any),
    ...[...count(values)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([value, n]) => el("option", { value }, `${value} (${n})`)));
  const check = choice("Check", "all checks", items.map((item) => item.dataset.check));
  const confidence = choice("Confidence", "any confidence", items.map((item) => item.dataset.confidence));
  const grades = count(items.map(severity));
  const buttons = ["critical", "major", "minor", "neutral"].filter((name) => grades.has(name)).map((name) =>
    el("button", { type: "button", class: name, "aria-pressed": "true", onclick: (event) => {
      const button = event.currentTarget;
      button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
      apply();
    } }, `${name} ${grades.get(name)}`));
  const nothing = el("p", { class: "why", hidden: true }, "No finding fits. ",
    el("button", { type: "button", onclick: clear }, "Show all"));
  const words = new Map();
  function apply() {
    const off = new Set(buttons.filter((button) => button.getAttribute("aria-pressed") === "false").map((button) => button.className));
    const wanted = search.value.trim().toLowerCase();
    for (const item of items) {
      if (wanted && !words.has(item)) words.set(item, `${item.textContent} ${item.dataset.text}`.toLowerCase());
      item.hidden = off.has(severity(item)) || Boolean(check.value && item.dataset.check !== check.value)
        || Boolean(confidence.value && item.dataset.confidence !== confidence.value)
        || Boolean(wanted && !words.get(item).includes(wanted));
    }
    for (const mark of marked) {
      mark.classList.toggle("off", mark.dataset.n.split(" ").every((n) => {
        const item = items[n - 1];
        return !item || item.hidden || item.classList.contains("dismissed");
      }));
    }
    const left = shown().length;
    nothing.hidden = left > 0 || items.length === 0;
    showing.textContent = left === items.length ? "" : `${left} shown`;
  }
  function clear() {
    search.value = check.value = confidence.value = "";
    for (const button of buttons) button.setAttribute("aria-pressed", "true");
    apply();
  }
  if (tools && items.length) {
    if (items.length > 1) {
      tools.append(el("div", { class: "filters", role: "group", "aria-label": "Filters" }, search, el("div", { class: "grades" }, ...buttons),
        check.options.length > 2 ? check : null, confidence.options.length > 2 ? confidence : null));
      search.addEventListener("input", apply);
      for (const one of [check, confidence]) one.addEventListener("change", apply);
    }
    audit.exportBar(tools);
    list.before(nothing);
    apply();
  }
  dismissed.watch(() => { for (const item of items) show(item); apply(); });

  // The strip: another figure colours it, arrows walk along it, its list leads from one segment to the next.
  const strip = document.querySelector(".heat");
  const first = strip ? [...strip.querySelectorAll("ol a")] : [];
  if (strip) {
    const cells = [...strip.querySelectorAll(".cells > *")], links = cells.filter((cell) => cell.href);
    const rows = strip.dataset.by.split(" ").map((row) => row.split(":"));
    const colour = (number) => {
      for (const cell of cells) {
        cell.className = `h${cell.dataset.h[number]}`;
        const block = cell.hash && document.getElementById(cell.hash.slice(1));
        if (block) block.className = block.className.replace(/ h[0-5x]\b|$/, ` ${cell.className}`);
      }
      for (const legend of strip.querySelectorAll(".legend")) legend.hidden = legend.dataset.scale !== rows[number][1];
    };
    if (rows.length > 1) {
      strip.querySelector(".by").replaceChildren(el("select", { "aria-label": "Colour the segments by", onchange: (event) => colour(event.target.value) },
        ...rows.map(([name], number) => el("option", { value: number }, `by ${name}`))));
    }
    strip.querySelector(".cells").addEventListener("keydown", (event) => {
      const place = links.indexOf(document.activeElement);
      const to = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: links.length - 1 }[event.key];
      if (place < 0 || to === undefined) return;
      event.preventDefault();
      const next = links[(to + links.length) % links.length];
      links[place].tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    });
  }
  function readNext() {
    if (!first.length) return false;
    const place = first.findIndex((link) => link.hash === location.hash);
    const link = first[(place + 1) % first.length];
    link.click();
    link.focus({ preventScroll: true });
    return true;
  }

  // Keyboard
  const step = (by) => () => {
    const all = shown();
    if (!all.length) return false;
    const place = all.indexOf(current);
    select(all[place < 0 ? (by > 0 ? 0 : all.length - 1) : (place + by + all.length) % all.length], "text", true);
    return true;
  };
  const { help, dialog } = audit.controls([
    ["j", "next finding"], ["k", "previous finding"], ["/", "search the findings"], ["c", "copy the suggested text"], ...(first.length ? [["r", "next segment to read first"]] : []),
    ["d", "dismiss the finding, or restore it"], ["u", "up to all documents"], ["?", "this help"], ["Esc", "let go"],
  ]);
  audit.keys({
    j: step(1), k: step(-1), "?": help, c: () => { copyText(current); }, d: () => toggleDismissed(current),
    "/": () => { if (!search.isConnected) return false; search.focus(); search.select(); return true; },
    r: readNext,
    u: () => { const up = document.querySelector(".up"); if (!up) return false; up.click(); return true; },
    Escape: () => {
      if (document.activeElement === search && search.value) clear();
      else { document.activeElement?.blur(); select(null); }
    },
  }, dialog);

  function follow() {
    const item = items.find((one) => `#${one.id}` === decodeURIComponent(location.hash));
    if (!item) return;
    if (item.hidden) clear();
    select(item, "text");
  }
  addEventListener("hashchange", follow);
  follow();
})();
