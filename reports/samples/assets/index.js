"use strict";
(() => {
  const { el, visible, decisions, order: readers, KINDS, say, address } = audit;
  // The cells of a row, in the order in which the program writes them (index_data.py).
  const cells = (names) => Object.fromEntries(names.split(" ").map((name, place) => [name, place]));
  const D = cells("path page outlet verdict score words critical major minor neutral source target service unchecked suppressed estimate penalty");
  const F = cells("document line column check severity confidence text message replacement fingerprint cause unit cost");
  const VERDICTS = ["pass", "fail", "undecided"];
  const SEVERITIES = ["neutral", "minor", "major", "critical"];
  const CONFIDENCES = ["certain", "likely", "possible"];
  const FILES_AT_ONCE = 40;
  const SPARE = 8;  // rows kept above and below those in sight
  const PRINTED = 200;
  const SLICE = 40;  // milliseconds

  const explorer = document.getElementById("explorer");
  const data = document.body.dataset;
  const total = { documents: Number(data.documents), findings: Number(data.findings) };
  const files = { documents: Number(data.documentsFiles), findings: Number(data.findingsFiles) };
  const rows = { documents: [], findings: [] };
  const number = (value) => value.toLocaleString("en");
  const counted = (value, noun) => `${number(value)} ${noun}${value === 1 ? "" : "s"}`;

  // Rows come in files; a script tag is the one thing that a page on disk may load them with.
  const asked = { documents: 0, findings: 0 };
  const done = { findings: false };
  const missing = [];
  audit.add = (kind, first, more) => { for (let i = 0; i < more.length; i++) rows[kind][first + i] = more[i]; };
  function load(kind, then) {
    const last = Math.min(files[kind], asked[kind] + FILES_AT_ONCE);
    let open = last - asked[kind];
    if (!open) { then(); return; }
    while (asked[kind] < last) {
      const name = `assets/${kind}-${String(++asked[kind]).padStart(4, "0")}.js`;
      const script = el("script", { src: name });
      script.async = false;
      script.addEventListener("error", () => missing.push(name));
      for (const how of ["load", "error"]) script.addEventListener(how, () => { script.remove(); if (--open === 0) then(); });
      document.head.append(script);
    }
  }

  const names = (() => { try { return new Intl.DisplayNames(["en"], { type: "language" }); } catch { return null; } })();
  const language = (tag) => { try { return names?.of(tag) ?? tag; } catch { return tag; } };
  const pair = (row) => (row[D.target] ? `${row[D.source] ?? "?"} → ${row[D.target]}` : "");
  const verdict = (row) => VERDICTS[row[D.verdict]] ?? "unchecked";
  const found = (row) => row[D.critical] + row[D.major] + row[D.minor] + row[D.neutral];
  const documentOf = (row) => rows.documents[row[F.document]];
  const pathOf = (row) => documentOf(row)?.[D.path] ?? "";
  const decided = (row) => (decisions.size > 0 ? decisions.get(pathOf(row), row[F.fingerprint]) : undefined);
  const entry = (row, what) => ({ do: what, path: pathOf(row), fingerprint: row[F.fingerprint], check: row[F.check], text: row[F.text], cost: row[F.cost] });

  const two = (first, second) => el("div", { class: "two" }, first, el("small", {}, ...(second ? [second].flat() : [])));
  const link = (href, text, title) => (href ? el("a", { href, title }, el("bdi", {}, text)) : el("bdi", { title }, text));
  const chip = (name) => el("span", { class: `verdict ${name}` }, name === "unchecked" ? "not checked" : name);
  const figure = (value) => document.createTextNode(value);
  const figureOf = (value) => el("span", {}, value.toFixed(1));

  // As if what is decided were carried out: a penalty point costs a document so much, the more the shorter it is. Of one
  // whose score stands at 0 that is known from the others.
  let spared = new Map(), rate = 0;
  const rateOf = (row) => (row[D.score] > 0 && row[D.penalty] > 0 ? (100 - row[D.score]) / row[D.penalty] * row[D.words] : 0);
  function asIf(row) {
    const left = Math.max(row[D.penalty] - (spared.get(row[D.path]) ?? 0), 0);
    return Math.max(row[D.score], 100 - left * (rateOf(row) || rate) / Math.max(row[D.words], 1));
  }
  const mean = el("span", { class: "as-if", role: "status" });
  document.querySelector(".tiles .main")?.append(mean);
  function reckon() {
    spared = new Map();
    for (const one of decisions.all()) spared.set(one.path, (spared.get(one.path) ?? 0) + (Number(one.cost) || 0));
    let words = 0, sum = 0;
    if (spared.size) {
      if (!rate) rate = rateOf(rows.documents.find((row) => row && rateOf(row)) ?? []) || 0;
      rows.documents.forEach((row) => {
        if (row[D.score] === null) return;
        words += row[D.words];
        sum += row[D.words] * (spared.has(row[D.path]) && (rate || row[D.score] > 0) ? asIf(row) : row[D.score]);
      });
    }
    mean.textContent = words ? `as if: ${(sum / words).toFixed(1)}` : "";
  }

  const beside = (row) => [row[D.service] && `machine translation: ${row[D.service]}`, row[D.suppressed] && `${number(row[D.suppressed])} excused`].filter(Boolean).join(" · ");
  function counts(row) {
    const parts = ["critical", "major", "minor", "neutral"].filter((name) => row[D[name]]);
    return el("span", { class: "grades" }, ...parts.map((name) =>
      el("span", { class: `grade ${name}`, title: `${row[D[name]]} ${name}` }, number(row[D[name]]),
        el("span", { class: "aside" }, ` ${name} `))));
  }
  // The plan on the page names the first causes; of others there is the id, as in the tables.
  function causeName(id) {
    const link = [...document.querySelectorAll(".causes td a")].find((one) => one.hash === `#findings?cause=${id}`);
    return link ? `cause: ${link.textContent}` : `cause ${id}`;
  }
  function toDocuments(values) {
    return "#documents?" + new URLSearchParams(values);
  }

  // One column: its name, what it sorts by, what it shows. `n`: figures, flush right; `low`: falls away on narrow windows.
  const views = {
    documents: {
      label: "Documents", noun: "document", height: 54, sort: "score", down: false,
      all: () => rows.documents,
      columns: [
        { name: "document", key: (row) => row[D.path], show: (row) => two(link(row[D.page], visible(row[D.path]), visible(row[D.path])),
          row[D.unchecked] ? el("span", { class: "unseen" }, visible(row[D.unchecked])) : beside(row)) },
        { name: "verdict", key: (row) => row[D.verdict], show: (row) => chip(verdict(row)) },
        { name: "score", n: true, key: (row) => row[D.score] ?? -1, show: (row) => (row[D.score] === null ? figure("–") : spared.has(row[D.path]) ? two(figureOf(row[D.score]), el("span", { class: "as-if", title: "as if carried out" }, `→ ${asIf(row).toFixed(1)}`)) : figure(row[D.score].toFixed(1))) },
        { name: "findings", n: true, key: found, show: (row) => counts(row) },
        { name: "words", n: true, low: true, key: (row) => row[D.words], show: (row) => figure(number(row[D.words])) },
        { name: "languages", low: true, key: pair, show: (row) => el("span", { title: row[D.target] ? `${row[D.source] ? language(row[D.source]) : "not known"} → ${language(row[D.target])}` : undefined }, pair(row) || "not known") },
        // Only where documents have a source, and so an estimate.
        ...(data.estimated ? [{ name: "estimate", n: true, low: true, lowFirst: true, key: (row) => row[D.estimate] ?? Infinity,
          show: (row) => figure(row[D.estimate]?.toFixed(1).replace("-", "−") ?? "–") }] : []),
      ],
      words: (row) => `${row[D.path]} ${row[D.service] ?? ""} ${row[D.unchecked] ?? ""}`,
      filters: [
        { key: "verdict", label: "Verdict", any: "any verdict", values: () => count(rows.documents, verdict), name: (value) => (value === "unchecked" ? "not checked" : value), fits: (row, value) => verdict(row) === value },
        { key: "pair", label: "Languages", any: "all languages", values: () => count(rows.documents, pair), fits: (row, value) => pair(row) === value },
      ],
      chips: {
        outlet: { name: (value) => `in ${value}`, fits: (row, value) => row[D.outlet] === value },
        score: { name: (value) => `scored ${value.replace("-", " to ")}`, fits: (row, value) => {
          const [low, high] = value.split("-").map(Number);
          return row[D.score] !== null && row[D.score] >= low && (row[D.score] < high || high >= 100);
        } },
        suppressed: { name: () => "with excused findings", fits: (row) => row[D.suppressed] > 0 },
        unchecked: { name: () => "not wholly checked", fits: (row) => Boolean(row[D.unchecked]) },
      },
      goto: (row) => row[D.page],
    },
    findings: {
      label: "Findings", noun: "finding", height: 66, sort: "severity", down: true,
      all: () => rows.findings,
      columns: [
        { name: "severity", key: (row) => row[F.severity], show: (row) => el("span", { class: `severity ${SEVERITIES[row[F.severity]]}` }, SEVERITIES[row[F.severity]]) },
        { name: "finding", key: (row) => row[F.message], show: (row) => {
          const page = documentOf(row)?.[D.page];
          return two(link(page && `${page}#f-${row[F.fingerprint]}`, visible(row[F.message]), visible(row[F.message])),
            row[F.replacement] ? el("span", {}, "→ ", el("bdi", {}, visible(row[F.replacement]))) : null);
        } },
        { name: "document", key: pathOf, show: (row) => two(el("bdi", { title: visible(pathOf(row)) }, visible(pathOf(row))), [`line ${row[F.line]}:${row[F.column]}`, ...(row[F.unit] ? [" · ", el("bdi", {}, visible(row[F.unit]))] : [])]) },
        { name: "check", low: true, key: (row) => row[F.check], show: (row) => two(el("code", {}, row[F.check]), row[F.confidence] ? CONFIDENCES[row[F.confidence]] : null) },
        { name: "", plain: true, show: (row) => dismissButton(row) },
      ],
      words: (row) => `${row[F.message]} ${row[F.text]} ${pathOf(row)} ${row[F.check]} ${row[F.unit] || ""}`,
      filters: [
        { key: "severity", label: "Severity", any: "any severity", values: () => count(rows.findings, (row) => SEVERITIES[row[F.severity]]), fits: (row, value) => SEVERITIES[row[F.severity]] === value },
        { key: "check", label: "Check", any: "all checks", values: () => count(rows.findings, (row) => row[F.check]), fits: (row, value) => row[F.check] === value },
        { key: "confidence", label: "Confidence", any: "any confidence", values: () => count(rows.findings, (row) => CONFIDENCES[row[F.confidence]]), fits: (row, value) => CONFIDENCES[row[F.confidence]] === value },
        { key: "decided", label: "Decided", any: "with decided", values: () => (decisions.size ? new Map([["hide", 0], ["only", 0]]) : new Map()), name: (value) => (value === "hide" ? "without decided" : "decided only"), plain: true, fits: (row, value) => Boolean(decided(row)) === (value === "only") },
      ],
      chips: {
        outlet: { name: (value) => `in ${value}`, fits: (row, value) => documentOf(row)?.[D.outlet] === value },
        cause: { name: causeName, fits: (row, value) => row[F.cause] === value },
      },
      goto: (row) => { const page = documentOf(row)?.[D.page]; return page && `${page}#f-${row[F.fingerprint]}`; },
      look: (row) => { const known = decided(row); return known ? (known.do === "fix" || known.do === "write" ? "decided" : "dismissed") : ""; },
    },
    folders: {
      label: "Folders", noun: "folder", height: 42, sort: "score", down: false,
      all: () => groups(),
      columns: [
        { name: "folder", key: (row) => row.name, show: (row) => link(toDocuments({ outlet: row.name }), visible(row.name), visible(row.name)) },
        { name: "score", n: true, key: (row) => row.score ?? -1, show: (row) => figure(row.score === null ? "–" : row.score.toFixed(1)) },
        { name: "documents", n: true, key: (row) => row.documents, show: (row) => figure(number(row.documents)) },
        { name: "failing", n: true, key: (row) => row.failing, show: (row) => figure(number(row.failing)) },
        { name: "findings", n: true, key: (row) => row.findings, show: (row) => (row.findings ? link("#findings?" + new URLSearchParams({ outlet: row.name }), number(row.findings)) : figure("0")) },
        { name: "not checked", n: true, low: true, key: (row) => row.unchecked, show: (row) => figure(number(row.unchecked)) },
      ],
      words: (row) => row.name, filters: [], chips: {}, goto: (row) => toDocuments({ outlet: row.name }),
    },
  };

  function count(list, value) {
    const sums = new Map();
    list.forEach((row) => { const name = value(row); if (name) sums.set(name, (sums.get(name) ?? 0) + 1); });
    return sums;
  }
  let grouped = null;
  function groups() {
    if (grouped) return grouped;
    const byName = new Map();
    rows.documents.forEach((row) => {
      let group = byName.get(row[D.outlet]);
      if (!group) byName.set(row[D.outlet], group = { name: row[D.outlet], documents: 0, words: 0, weighed: 0, failing: 0, findings: 0, unchecked: 0, score: null });
      group.documents += 1;
      group.findings += found(row);
      group.failing += row[D.verdict] === 1;
      group.unchecked += Boolean(row[D.unchecked]);
      if (row[D.score] !== null) { group.words += row[D.words]; group.weighed += row[D.score] * row[D.words]; }
    });
    grouped = [...byName.values()];
    for (const group of grouped) if (group.words) group.score = group.weighed / group.words;
    return grouped;
  }
  function dismissButton(row) {
    const known = decided(row);
    return el("button", { type: "button", class: "dismiss", title: known ? KINDS[known.do] : undefined, onclick: () => decide(row, known ? undefined : "dismiss") }, known ? "Restore" : "Dismiss");
  }
  function decide(row, what) {
    if (what === "fix" && row[F.replacement] === null) { say("It has no repair: write your own words in its page"); return; }
    decisions.decide(entry(row, what));
  }
  // What is decided about a finding, about all of its cause that nobody decided about.
  function alike(row) {
    const known = decided(row);
    if (!known) { say("Decide about this one first"); return; }
    const others = rows.findings.filter((one) => one[F.cause] === row[F.cause] && !decided(one) && !(known.do === "fix" && one[F.replacement] === null)
      && !(known.do === "write" && one[F.text] !== row[F.text]));
    if (others.length) decisions.decide(...others.map((one) => ({ ...known, ...entry(one, known.do) })));
    say(`${counted(others.length, "other")} alike ${KINDS[known.do]}`);
  }

  // What is shown is what the address says: a filtered table can be linked to.
  let view = "documents";
  let state = {};
  function read() {
    const [, name, query] = /^#(\w+)(?:\?(.*))?$/.exec(location.hash) ?? [];
    const known = name in views;
    if (known) view = name;
    state = known ? Object.fromEntries(new URLSearchParams(query ?? "")) : {};
    return known;
  }
  function write() {
    const kept = Object.entries(state).filter(([, value]) => value);
    const query = new URLSearchParams(kept).toString();
    address(`#${view}${query ? "?" + query : ""}`);
  }

  // The frame: tabs, tools, one table.
  const tabs = el("div", { class: "tabs", role: "tablist", "aria-label": "What to list" },
    ...Object.entries(views).map(([name, { label }]) => el("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": "panel", onclick: () => go(name) }, label,
      name === "folders" ? null : el("span", { class: "number" }, number(total[name])))));
  tabs.addEventListener("keydown", (event) => {
    const all = Object.keys(views), by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    go(all[(all.indexOf(view) + by + all.length) % all.length]);
    document.getElementById(`tab-${view}`).focus();
  });
  const search = el("input", { type: "search" });
  const choices = el("div", { class: "choices" });
  const chips = el("div", { class: "chips" });
  const status = el("p", { class: "count", role: "status" });
  const notes = el("div", { class: "notes" });
  const table = el("table");
  const head = table.createTHead().insertRow();
  const body = table.createTBody();
  const above = el("tr", { class: "pad", "aria-hidden": "true" }, el("td"));
  const below = above.cloneNode(true);
  const scroll = el("div", { class: "scroll", tabindex: "0", role: "region" }, table);
  const panel = el("div", { id: "panel", role: "tabpanel" },
    el("div", { class: "filters" }, search, choices), chips, status, notes, scroll);
  const bar = audit.exportBar(null, (n) => `: ${number(Math.max(total.findings - n, 0))} of ${counted(total.findings, "finding")} left`);
  explorer.replaceChildren(tabs, panel);
  panel.insertBefore(bar, scroll);

  let ids = [];
  let list = [];
  let active = -1;
  let timer;
  const haystacks = { documents: [], findings: [], folders: [] };
  const orders = {};

  function go(name) {
    if (view === name) return;
    view = name;
    state = {};
    write();
    show();
  }
  function set(key, value) {
    state[key] = value;
    write();
    refresh();
  }
  function sortBy(name) {
    const { sort, down } = sorting();
    const column = views[view].columns.find((one) => one.name === name);
    state.sort = name;
    state.down = String(sort === name ? !down : (Boolean(column.n) && !column.lowFirst) || name === "severity");
    write();
    refresh();
  }
  function sorting() {
    const { sort, down, columns } = views[view];
    const known = columns.some((column) => column.key && column.name === state.sort);
    return known ? { sort: state.sort, down: state.down === "true" } : { sort, down };
  }

  // A whole view: its tools and its head, then its rows.
  function show() {
    const { columns, label, noun } = views[view];
    for (const tab of tabs.children) {
      const on = tab.id === `tab-${view}`;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
    }
    panel.setAttribute("aria-labelledby", `tab-${view}`);
    scroll.setAttribute("aria-label", `${label}: table`);
    table.className = view;
    search.placeholder = `Search the ${noun}s`;
    search.setAttribute("aria-label", search.placeholder);
    head.replaceChildren(...columns.map((column) => el("th", { scope: "col", class: `${column.n ? "n " : ""}${column.low ? "low" : ""}`, "data-name": column.name },
      column.plain ? el("span", { class: "aside" }, "decide") : el("button", { type: "button", onclick: () => sortBy(column.name) }, column.name))));
    if (view !== "findings" || done.findings) { tools(); refresh(); return; }
    status.textContent = "Loading …";
    ids = [];
    sifting += 1;
    draw(true);
    const wanted = view;
    load("findings", () => { done.findings = true; if (view === wanted) { show(); if (linked) arrive(); } });
  }
  function tools() {
    const shown = [];
    for (const { key, label, any, values, name, plain } of views[view].filters) {
      const sums = [...values()].sort(([a], [b]) => (a < b ? -1 : 1));
      if (sums.length < 2 && !state[key]) continue;
      if (state[key] && !sums.some(([value]) => value === state[key])) sums.push([state[key], 0]);
      const select = el("select", { "aria-label": label, "data-key": key, onchange: () => set(key, select.value) }, el("option", { value: "" }, any),
        ...sums.map(([value, n]) => el("option", { value }, `${visible(name ? name(value) : value)}${plain ? "" : ` (${number(n)})`}`)));
      shown.push(select);
    }
    choices.replaceChildren(...shown);
  }

  // Sorted once for each head that is clicked: what is typed then only leaves rows out.
  function ordered({ sort, down }) {
    const known = orders[view];
    if (known && known.list === list && known.length === list.length && known.sort === sort && known.down === down) return known.order;
    const { key } = views[view].columns.find((column) => column.name === sort);
    const keys = new Array(list.length), order = [], sign = down ? -1 : 1;
    list.forEach((row, id) => { keys[id] = key(row); order.push(id); });
    order.sort((a, b) => {
      const x = keys[a], y = keys[b];
      return x === y ? 0 : x < y ? -sign : sign;
    });
    orders[view] = { list, length: list.length, sort, down, order };
    return order;
  }
  // Long tables are searched in slices, so that no key has to wait; the next search ends this one.
  let sifting = 0;
  function sift(order, tests, then) {
    sifting += 1;
    if (!tests.length) { then(order); return; }
    const mine = sifting, among = list, fitting = [];
    let at = 0;
    const on = () => {
      if (mine !== sifting) return;
      const end = performance.now() + SLICE;
      while (at < order.length) {
        for (const stop = Math.min(at + 500, order.length); at < stop; at++) {
          const id = order[at];
          if (tests.every((test) => test(among[id], id))) fitting.push(id);
        }
        if (at < order.length && performance.now() > end) { setTimeout(on); return; }
      }
      then(fitting);
    };
    on();
  }

  function refresh(keepPlace, then) {
    clearTimeout(timer);
    const { all, filters, chips: more, words, noun } = views[view];
    list = all();
    const tests = [];
    for (const [key, { fits }] of [...filters.map((one) => [one.key, one]), ...Object.entries(more)]) {
      const value = state[key];
      if (value) tests.push((row) => fits(row, value));
    }
    const wanted = (state.q ?? "").trim().toLowerCase();
    if (wanted) {
      // As long as it will get: an array that is filled from anywhere else turns slow.
      if (haystacks[view].length !== list.length) haystacks[view] = new Array(list.length);
      const known = haystacks[view];
      tests.push((row, id) => (known[id] ??= words(row).toLowerCase()).includes(wanted));
    }
    const { sort, down } = sorting();
    for (const th of head.cells) {
      if (th.dataset.name === sort) th.setAttribute("aria-sort", down ? "descending" : "ascending");
      else th.removeAttribute("aria-sort");
    }
    if (search.value !== (state.q ?? "")) search.value = state.q ?? "";
    for (const select of choices.children) select.value = state[select.dataset.key] ?? "";
    chips.replaceChildren(...Object.entries(more).filter(([name]) => state[name]).map(([name, chip]) =>
      el("button", { type: "button", onclick: () => set(name, "") }, visible(chip.name(state[name])), el("span", { "aria-hidden": "true" }, " ✕"), el("span", { class: "aside" }, ", take away"))));
    // At once: whoever scrolls while the rows are sifted stays there.
    if (!keepPlace) { scroll.scrollTop = 0; active = -1; }
    const order = ordered({ sort, down });
    const whole = view === "folders" ? list.length : total[view];
    sift(order, tests, (fitting) => {
      ids = fitting;
      status.textContent = ids.length === whole ? counted(whole, noun)
        : `${number(ids.length)} of ${counted(whole, noun)}`;
      note(order.length, whole);
      table.setAttribute("aria-rowcount", String(ids.length + 1));
      draw(true);
      then?.();
    });
  }

  function note(here, whole) {
    const parts = [];
    if (missing.length) parts.push(el("p", { class: "unseen" }, `These files are missing, and their rows with them: ${missing.join(", ")}`));
    else if (here < whole) {
      parts.push(el("p", {}, `The first ${number(here)} of ${number(whole)} are loaded. `,
        el("button", { type: "button", class: "more", onclick: () => load(view, loaded) }, "Load more")));
    }
    if (!ids.length) {
      const filtered = Object.entries(state).some(([key, value]) => value && key !== "sort" && key !== "down");
      if (filtered) parts.push(el("p", { class: "nothing" }, "Nothing fits. ", el("button", { type: "button", class: "all", onclick: () => { state = {}; write(); tools(); refresh(); } }, "Show all")));
      else parts.push(el("p", { class: "nothing" }, view === "findings" ? "Nothing was found. That means that none of the checks saw anything, not that the texts are right." : "There are no documents."));
    }
    notes.replaceChildren(...parts);
    scroll.hidden = !ids.length;
  }

  // Only the rows in sight are in the page.
  const lines = new Map();
  let printing = false;
  function draw(fresh) {
    const { height, columns, look } = views[view];
    const place = Math.min(scroll.scrollTop, Math.max(0, ids.length * height - scroll.clientHeight / 2));
    if (fresh) { lines.clear(); body.replaceChildren(above, below); }
    const top = Math.max(0, Math.floor(place / height) - SPARE);
    const first = printing ? 0 : top;
    const last = printing ? Math.min(ids.length, PRINTED)
      : Math.min(ids.length, top + Math.ceil((scroll.clientHeight || 700) / height) + 2 * SPARE);
    for (const [row, line] of lines) if (row < first || row >= last) { line.remove(); lines.delete(row); }
    let before = above;
    for (let at = first; at < last; at++) {
      let line = lines.get(at);
      if (!line) {
        const row = list[ids[at]];
        line = el("tr", { "aria-rowindex": String(at + 2), class: `${look ? look(row) : ""}${at === active ? " on" : ""}` },
          ...columns.map((column) => el("td", { class: `${column.n ? "n " : ""}${column.low ? "low" : ""}` }, column.show(row))));
        line.style.height = `${height}px`;
        lines.set(at, line);
        before.after(line);
      }
      before = line;
    }
    above.firstChild.style.height = `${first * height}px`;
    below.firstChild.style.height = `${printing ? 0 : (ids.length - last) * height}px`;
    // With the old rows gone the browser may have moved up for want of room.
    if (fresh && scroll.scrollTop !== place) scroll.scrollTop = place;
  }
  let waiting = false;
  function soon() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; draw(false); });
  }
  scroll.addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon);
  addEventListener("beforeprint", () => {
    printing = true;
    draw(true);
    if (ids.length > PRINTED) notes.append(el("p", { class: "printed" }, `The first ${PRINTED} of ${number(ids.length)} are printed.`));
  });
  addEventListener("afterprint", () => { printing = false; notes.querySelector(".printed")?.remove(); draw(true); });

  search.addEventListener("input", () => {
    state.q = search.value;
    clearTimeout(timer);
    timer = setTimeout(() => { write(); refresh(); }, 120);
  });
  decisions.watch(() => {
    reckon();
    if (view === "documents") draw(true);
    if (view !== "findings") return;
    const place = document.activeElement?.closest("tr")?.getAttribute("aria-rowindex");
    tools();
    refresh(true, () => {
      if (place) lines.get(Math.min(Number(place) - 2, ids.length - 1))?.querySelector(".dismiss")?.focus({ preventScroll: true });
    });
  });

  // Whoever opens a page finds the next one in the order of this list.
  const ORDERED = 5000;
  addEventListener("click", (event) => {
    if (!event.target.closest?.("#panel a") || view === "folders") return;
    const pages = ids.slice(0, ORDERED).map((id) => (view === "findings" ? documentOf(list[id]) : list[id])?.[D.page]).filter(Boolean);
    readers.set([...new Set(pages)]);
  });
  function onRow(act) {
    if (view !== "findings" || active < 0 || !ids.length) return false;
    act(list[ids[active]]);
    return true;
  }

  // Keyboard
  function step(by) {
    return () => {
      if (!ids.length) return false;
      active = Math.min(Math.max(active + by, 0), ids.length - 1);
      const { height } = views[view];
      const room = scroll.clientHeight - head.offsetHeight;
      const top = active * height;
      if (top < scroll.scrollTop) scroll.scrollTop = top;
      else if (top + height > scroll.scrollTop + room) scroll.scrollTop = top + height - room;
      draw(false);
      for (const [place, line] of lines) line.classList.toggle("on", place === active);
      lines.get(active)?.querySelector("a")?.focus({ preventScroll: true });
      panel.scrollIntoView({ block: "nearest" });
      return true;
    };
  }
  const { help, dialog } = audit.controls([
    ["j", "next row"], ["k", "previous row"], ["Enter", "open it"], ["/", "search"], ["1 2 3", "documents, findings, folders"],
    ["a", "make its repair"], ["d", "dismiss the finding, or restore it"], ["A", "the same for all alike"], ["z", "undo"], ["?", "this help"], ["Esc", "clear the search, let go"],
  ]);
  audit.keys({
    j: step(1), k: step(-1), "?": help, "/": () => { search.focus(); search.select(); },
    1: () => go("documents"), 2: () => go("findings"), 3: () => go("folders"),
    d: () => { lines.get(active)?.querySelector(".dismiss")?.click(); },
    a: () => onRow((row) => decide(row, decided(row)?.do === "fix" ? undefined : "fix")), A: () => onRow(alike),
    z: () => { if (!decisions.undo()) say("Nothing to undo"); },
    Escape: () => {
      if (document.activeElement === search && search.value) set("q", "");
      else document.activeElement?.blur();
    },
  }, dialog);

  function loaded() {
    grouped = null;
    reckon();
    // Findings are searched by the names of their documents, and more of these are known now.
    haystacks.findings = [];
    if (groups().length < 2) document.getElementById("tab-folders").hidden = true;
    show();
  }
  const arrive = () => explorer.scrollIntoView({ block: "start" });
  addEventListener("hashchange", () => { if (read()) { show(); arrive(); } });
  const linked = read();
  status.textContent = "Loading …";
  load("documents", () => { loaded(); if (linked) arrive(); });
})();
