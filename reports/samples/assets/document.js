"use strict";
(() => {
  const { el, decisions, order, KINDS, copy, say, address } = audit;
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
  const narrow = matchMedia("(max-width: 46rem)");
  function select(item, where, focus) {
    for (const lit of document.querySelectorAll(".on:not(.toast)")) lit.classList.remove("on");
    current = item;
    sheet(item);
    if (!item) return;
    item.classList.add("on");
    const mine = marks[numbers.get(item) - 1];
    for (const mark of mine) mark.classList.add("on");
    const how = { block: "center", behavior: still.matches ? "auto" : "smooth" };
    roving(mine[0]);
    if (where === "text" || narrow.matches) {
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

  // Decisions
  const has = (item) => item.querySelector(".repair") !== null;
  const known = (item) => decisions.get(path, fingerprint(item));
  const entry = (item, what) => ({ do: what, path, fingerprint: fingerprint(item), check: item.dataset.check, text: item.dataset.text, cost: Number(item.dataset.cost) });
  function decide(item, what, focus) {
    if (!item) { say("Choose a finding first: j"); return; }
    if (what === "fix" && !has(item)) { say("It has no repair: w writes your own words"); return; }
    const again = known(item)?.do === what;
    if (again && what === "write") { item.querySelector(".words").focus(); return; }
    const words = what === "write" ? { words: item.querySelector(".repair")?.dataset.copy ?? item.dataset.text } : {};
    decisions.decide({ ...entry(item, again ? undefined : what), ...words });
    if (focus && !again) item.querySelector(".words")?.select();
  }
  const dismissOrRestore = (item) => decide(item, item && known(item) && decisions.stays(path, fingerprint(item)) ? known(item).do : "dismiss");
  function undo() {
    if (!decisions.undo()) say("Nothing to undo");
  }
  const REASON = "Why it is right", HINT = "Why is it right? (optional)";
  function show(item) {
    const entry = known(item), what = entry?.do;
    item.classList.toggle("dismissed", what === "dismiss" || what === "accept");
    item.classList.toggle("decided", what === "fix" || what === "write");
    for (const button of item.querySelectorAll(".act")) button.setAttribute("aria-pressed", String(button.dataset.do === what || (button.dataset.do === "dismiss" && what === "accept")));
    item.querySelector(".dismiss").textContent = what === "dismiss" || what === "accept" ? "Restore" : "Dismiss";
    item.querySelector(".alike").hidden = !entry;
    const box = item.querySelector(".decision");
    if (box && box.dataset.do === (what === "accept" ? "dismiss" : what)) {
      const input = box.querySelector("input");
      if (document.activeElement !== input) input.value = (what === "write" ? entry.words : entry.reason) ?? "";
      return;
    }
    box?.remove();
    if (what === "write") {
      const input = el("input", { class: "words", type: "text", "aria-label": "Your own words", dir: "auto",
        oninput: () => decisions.amend({ ...known(item), words: input.value }) });
      input.value = entry.words;
      item.querySelector(".acts").after(el("div", { class: "decision", "data-do": what }, input));
    } else if (what) {
      if (what === "fix") return;
      const input = el("input", { class: "reason", type: "text", "aria-label": REASON, placeholder: HINT,
        onchange: () => decisions.amend({ ...known(item), reason: input.value.trim() }) });
      input.value = entry.reason ?? "";
      const choice = el("select", { "aria-label": "What it is", onchange: () => decisions.amend({ ...known(item), do: choice.value }) },
        el("option", { value: "dismiss" }, "no fault"), el("option", { value: "accept" }, "may stay"));
      choice.value = what;
      item.querySelector(".acts").after(el("div", { class: "decision", "data-do": "dismiss" }, choice, input));
    }
  }

  // Rows of the whole report, when they are first asked for; a script tag is the one thing that may load them.
  const folder = document.body.dataset.folder;
  const rows = { documents: [], findings: [] };
  let files = null;
  audit.add = (kind, first, more) => { more.forEach((row, at) => { rows[kind][first + at] = row; }); };
  audit.rows = (counts) => { files = counts; };
  const script = (name) => new Promise((then) => {
    const tag = el("script", { src: `${folder}assets/${name}.js` });
    for (const how of ["load", "error"]) tag.addEventListener(how, () => { tag.remove(); then(how === "load"); });
    document.head.append(tag);
  });
  const asked = {};
  const load = (kind) => (asked[kind] ??= (async () => {
    if (folder === undefined) return;
    if (!files) await script("rows");
    for (let n = 1; n <= (files?.[kind] ?? 0); n++) await script(`${kind}-${String(n).padStart(4, "0")}`);
  })());
  const D = { path: 0, page: 1, score: 4 }, F = { document: 0, check: 3, text: 6, replacement: 8, fingerprint: 9, cause: 10, cost: 12 };

  // The same for all of its cause that nobody decided about: on this page, and in the whole report.
  async function alike(item) {
    const mine = item && known(item);
    if (!mine) { say("Decide about this one first"); return; }
    await Promise.all([load("documents"), load("findings")]);
    const pathOf = (row) => rows.documents[row[F.document]]?.[D.path];
    const row = rows.findings.find((one) => one[F.fingerprint] === mine.fingerprint && pathOf(one) === path);
    const others = row
      ? rows.findings.filter((one) => one[F.cause] === row[F.cause]).map((one) => ({ path: pathOf(one), fingerprint: one[F.fingerprint], check: one[F.check], text: one[F.text], cost: one[F.cost], fixes: one[F.replacement] !== null }))
      : items.filter((one) => one.dataset.check === mine.check && one.dataset.text === mine.text).map((one) => ({ ...entry(one), fixes: has(one) }));
    const fitting = others.filter((one) => one.path && !decisions.has(one.path, one.fingerprint)
      && (mine.do !== "fix" || one.fixes) && (mine.do !== "write" || one.text === mine.text));
    if (fitting.length) decisions.decide(...fitting.map(({ fixes, ...one }) => ({ ...mine, ...one, do: mine.do })));
    say(`${fitting.length.toLocaleString("en")} ${fitting.length === 1 ? "other" : "others"} alike ${KINDS[mine.do]}`);
  }

  const act = (what, name, key) => el("button", { type: "button", class: `act ${what === "dismiss" ? "dismiss" : ""}`, "data-do": what, "aria-pressed": "false", title: `key ${key}` }, name);
  for (const item of items) {
    const repair = item.querySelector(".repair[data-copy]");
    if (repair) repair.append(el("button", { type: "button", class: "copy", "aria-label": "Copy the suggested text" }, "Copy"));
    item.append(el("div", { class: "acts" }, has(item) ? act("fix", "Fix", "a") : null, act("write", "Write…", "w"), act("dismiss", "Dismiss", "d"),
      el("button", { type: "button", class: "alike", title: "key A", hidden: true }, "All alike")));
    if (known(item)) show(item);
  }
  list?.addEventListener("click", (event) => {
    const item = event.target.closest("ol > li");
    if (!item || event.target.closest("input, select, summary, .told")) return;
    if (event.target.closest(".copy")) { copyText(item); return; }
    const button = event.target.closest(".act");
    if (button) {
      if (item !== current) select(item, "list");
      if (button.dataset.do === "dismiss") dismissOrRestore(item); else decide(item, button.dataset.do, true);
      return;
    }
    if (event.target.closest(".alike")) { alike(item); return; }
    if (event.target.closest(".explain")) { event.preventDefault(); explain(item); return; }
    event.preventDefault();
    select(item, "text");
    if (event.target.closest(".place")) copy(location.href).then((done) => done && say("Link copied"));
  });

  // Why: what the check says of itself, below the finding. It stands in the page once.
  function explain(item) {
    if (!item) return;
    const open = item.querySelector(".told");
    if (open) { open.remove(); return; }
    const told = document.querySelector(`[id="why-${item.dataset.check}"] > div`)?.cloneNode(true);
    if (!told) return;
    told.className = "told";
    told.tabIndex = -1;
    item.append(told);
    told.focus({ preventScroll: true });
    within(item);
  }

  // At phone width the chosen finding stands in a sheet at the foot of the window, its place in the text above it.
  const bar = el("div", { class: "sheet-bar" },
    el("button", { type: "button", "aria-label": "Previous finding", onclick: () => step(-1)() }, "‹"),
    el("button", { type: "button", "aria-label": "Next finding", onclick: () => step(1)() }, "›"),
    el("button", { type: "button", "aria-label": "Close", onclick: () => select(null) }, "✕"));
  bar.addEventListener("click", (event) => event.stopPropagation());
  function sheet(item) {
    document.body.classList.toggle("sheet", Boolean(item));
    if (item) item.prepend(bar); else bar.remove();
  }

  // Marks are buttons: one of them is a stop of the Tab key, arrows lead to the others.
  const faults = marked.filter((mark) => mark.dataset.n);
  for (const mark of faults) {
    const said = mark.dataset.n.split(" ").map((n) => items[n - 1]).filter(Boolean)
      .map((item) => `${severity(item)}: ${item.querySelector(".message").textContent}`).join("; ");
    mark.setAttribute("role", "button");
    mark.setAttribute("aria-label", `${mark.textContent || "a gap"}: ${said}`);
    mark.tabIndex = -1;
  }
  let stop = null;
  function roving(mark) {
    if (!mark || mark === stop) return;
    if (stop) stop.tabIndex = -1;
    stop = mark;
    mark.tabIndex = 0;
  }
  roving(faults[0]);
  document.querySelector("main").addEventListener("keydown", (event) => {
    const at = faults.indexOf(event.target);
    if (at < 0) return;
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: faults.length - 1 }[event.key];
    if (event.key === "Enter" || event.key === " ") event.target.click();
    else if (to === undefined) return;
    else {
      roving(faults[(to + faults.length) % faults.length]);
      stop.focus();
    }
    event.preventDefault();
  });
  document.querySelector("main").addEventListener("click", (event) => {
    const mark = event.target.closest("mark[data-n]");
    const item = mark?.dataset.n.split(" ").map((n) => items[n - 1]).find((one) => one && !one.hidden);
    if (item) select(item, "list", event.detail === 0);
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
      mark.classList.toggle("done", mark.dataset.n.split(" ").some((n) => items[n - 1]?.classList.contains("decided")));
      mark.classList.toggle("off", mark.dataset.n.split(" ").every((n) => {
        const item = items[n - 1];
        return !item || item.hidden || item.classList.contains("dismissed") || item.classList.contains("decided");
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
  // As if all that is decided were carried out.
  const score = document.querySelector(".score[data-scale]");
  const figure = el("p", { class: "as-if", role: "status" });
  score?.querySelector(".figure").after(figure);
  function reckon() {
    const decided = items.filter(known);
    const left = Math.max(Number(score?.dataset.penalty) - decided.reduce((sum, item) => sum + Number(item.dataset.cost), 0), 0);
    const value = Math.min(100, Math.max(0, 100 - left * Number(score?.dataset.scale)));
    figure.textContent = decided.length ? `as if carried out: ${value.toFixed(1)} · ${items.length - decided.length} of ${items.length} left` : "";
  }
  reckon();
  decisions.watch(() => { for (const item of items) show(item); apply(); reckon(); });

  // The next document in the order of the list that the reader came from; without one, in the order of the index.
  const here = decodeURIComponent(location.pathname.slice(location.pathname.lastIndexOf("/") + 1));
  const placeIn = (pages) => pages.findIndex((one) => one.endsWith(`/${here}`));
  async function pages() {
    const kept = order.get();
    if (placeIn(kept) >= 0) return kept;
    await load("documents");
    return rows.documents.filter((row) => row?.[D.page]).sort((a, b) => (a[D.score] ?? -1) - (b[D.score] ?? -1)).map((row) => row[D.page]);
  }
  async function turn(by) {
    const all = await pages(), at = placeIn(all), to = all[at + by];
    // Only a page of this folder: what is kept in a browser may have been written by others.
    if (at < 0 || !/^documents\/[\w.-]+\.html$/.test(to ?? "")) { say(by > 0 ? "This is the last document" : "This is the first document"); return; }
    order.set(all.slice(0, 5000));
    location.assign(folder + to);
  }
  if (folder !== undefined) {
    const kept = order.get(), at = placeIn(kept);
    document.querySelector(".top").append(el("nav", { class: "turn", "aria-label": "Documents" },
      el("button", { type: "button", "aria-label": "Previous document", title: "key p", onclick: () => turn(-1) }, "‹"),
      at < 0 ? null : el("span", {}, `${at + 1} of ${kept.length}`),
      el("button", { type: "button", "aria-label": "Next document", title: "key n", onclick: () => turn(1) }, "next ›")));
  }

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
    ["a", "accept the suggested repair"], ["w", "write your own words"], ["d", "dismiss the finding, or restore it"], ["A", "the same for all alike"], ["z", "undo"],
    ["y", "why it is a fault"], ["n", "next document"], ["p", "previous document"], ["u", "up to all documents"], ["?", "this help"], ["Esc", "let go"],
  ]);
  audit.keys({
    j: step(1), k: step(-1), "?": help, c: () => { copyText(current); }, 
    d: () => (current ? dismissOrRestore(current) : decide(null)), a: () => decide(current, "fix"), w: () => decide(current, "write", true), A: () => { alike(current); }, z: undo,
    y: () => explain(current), n: () => { if (folder === undefined) return false; turn(1); return true; }, p: () => { if (folder === undefined) return false; turn(-1); return true; },
    "/": () => { if (!search.isConnected) return false; search.focus(); search.select(); return true; },
    r: readNext,
    u: () => { const up = document.querySelector(".up"); if (!up) return false; up.click(); return true; },
    Escape: () => {
      if (document.activeElement === search && search.value) clear();
      else if (document.activeElement?.matches(".words, .reason")) current?.querySelector(".message a").focus();
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
