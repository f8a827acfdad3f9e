"use strict";
// What both kinds of page share: colours, hidden characters, decisions, files to save, help.
// Nothing here or in the other scripts makes markup from text: elements are built one by one.
const audit = (() => {
  const memory = new Map();
  const store = {
    get(key) {
      try { return localStorage.getItem(key); } catch { return memory.get(key) ?? null; }
    },
    set(key, value) {
      memory.set(key, value);
      try { localStorage.setItem(key, value); } catch { /* kept until the page closes */ }
    },
  };

  const THEME = "audit-theme";
  const root = document.documentElement;
  const chosen = store.get(THEME);
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  const isDark = () => (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";

  function el(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (value === undefined || value === null || value === false) continue;
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (name === "class") element.className = value;
      else element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }

  // As the program shows text: what nobody sees, and what reverses the reading order, by its number.
  const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\p{Zl}\p{Zp}]/gu;
  function visible(text) {
    return text.replace(HIDDEN, (char) => {
      if (char === "\n") return " ";
      if (char === "\u200c" || char === "\u200d") return char;
      return `⟨${char.codePointAt(0).toString(16).toUpperCase().padStart(2, "0")}⟩`;
    }).replaceAll("\ufffc", "▢");
  }

  const home = () => {
    const folder = document.body.dataset.folder;
    return new URL(folder === undefined ? location.pathname : folder || ".", location.href).href;
  };
  const KINDS = { fix: "to fix", write: "to write", accept: "accepted", dismiss: "dismissed" };

  // What somebody decided is kept by the browser, for this report folder alone: by path and fingerprint what to `do`
  // (fix, write, accept, dismiss), with `words` to write and the `reason` of what stays.
  const decisions = (() => {
    let entries = null;
    const listeners = [], history = [];
    const place = () => "audit-decisions " + home();
    const key = (path, fingerprint) => `${fingerprint} ${path}`;
    function all() {
      if (entries) return entries;
      entries = new Map();
      try {
        const kept = JSON.parse(store.get(place()) ?? "[]");
        if (Array.isArray(kept)) {
          for (const entry of kept) {
            if (entry && entry.do in KINDS && typeof entry.path === "string" && typeof entry.fingerprint === "string") {
              entries.set(key(entry.path, entry.fingerprint), entry);
            }
          }
        }
      } catch { /* not ours */ }
      return entries;
    }
    function changed() {
      store.set(place(), JSON.stringify([...all().values()]));
      for (const listener of listeners) listener();
    }
    addEventListener("storage", (event) => {
      if (event.key !== place()) return;
      entries = null;
      for (const listener of listeners) listener();
    });
    const sorted = (more) => [...all().values()].filter(more).sort((a, b) =>
      (a.path < b.path ? -1 : a.path > b.path ? 1 : a.fingerprint < b.fingerprint ? -1 : 1));
    const stays = (entry) => entry.do === "accept" || entry.do === "dismiss";
    const line = (words) => words.replace(/[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+/g, " ");
    function put(list) {
      const before = list.map(({ path, fingerprint }) => [key(path, fingerprint), all().get(key(path, fingerprint))]);
      for (const entry of list) {
        if (entry.do) all().set(key(entry.path, entry.fingerprint), entry);
        else all().delete(key(entry.path, entry.fingerprint));
      }
      return before;
    }
    return {
      get size() { return all().size; },
      all: () => all().values(),
      get: (path, fingerprint) => all().get(key(path, fingerprint)),
      has: (path, fingerprint) => all().has(key(path, fingerprint)),
      stays: (path, fingerprint) => { const entry = all().get(key(path, fingerprint)); return Boolean(entry && stays(entry)); },
      // One act, that one undo takes back; an entry without `do` takes a decision away.
      decide(...list) { history.push(put(list)); changed(); },
      // The same act goes on: a reason, other words.
      amend(entry) { put([entry]); changed(); },
      undo() {
        const before = history.pop();
        if (!before) return false;
        for (const [name, entry] of before) { if (entry) all().set(name, entry); else all().delete(name); }
        changed();
        return true;
      },
      count() {
        const sums = Object.fromEntries(Object.keys(KINDS).map((name) => [name, 0]));
        for (const entry of all().values()) sums[entry.do] += 1;
        return sums;
      },
      json() {
        const list = sorted(() => true).map(({ path, fingerprint, check, text, ...entry }) => {
          const reason = entry.reason?.trim() || undefined;
          // What has no reason to stay is taken for no fault.
          const what = entry.do === "accept" && !reason ? "dismiss" : entry.do;
          return { do: what, path, fingerprint, check, text, words: what === "write" ? line(entry.words) : undefined, reason: stays(entry) ? reason : undefined };
        });
        return JSON.stringify({ schema: 1, decisions: list }, null, 1) + "\n";
      },
      baseline() {
        const list = sorted(stays).map(({ fingerprint, check, path, text, reason = "" }) => ({ fingerprint, check, path, text, reason, expires: null }));
        return JSON.stringify({ schema: 2, entries: list }, null, 2) + "\n";
      },
      watch(listener) { listeners.push(listener); },
    };
  })();

  // The documents in the order of the list that a reader came from: addresses of pages as seen from the folder.
  const order = {
    get() {
      try { const kept = JSON.parse(store.get("audit-order " + home())); return Array.isArray(kept) ? kept.map(String) : []; } catch { return []; }
    },
    set(pages) { store.set("audit-order " + home(), JSON.stringify(pages)); },
  };

  function save(name, text) {
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const link = el("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Pages opened from a folder may lack the clipboard interface; the old way needs a selection.
      const before = document.activeElement;
      const area = el("textarea", { "aria-hidden": "true" });
      area.value = text;
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      before?.focus({ preventScroll: true });
      return done;
    }
  }

  let toast, timer;
  function say(text) {
    toast ??= document.body.appendChild(el("p", { class: "toast", role: "status" }));
    toast.textContent = text;
    toast.classList.add("on");
    clearTimeout(timer);
    timer = setTimeout(() => toast.classList.remove("on"), 2200);
  }

  function address(hash) {
    try { history.replaceState(null, "", hash || location.pathname); } catch { /* some browsers refuse on disk */ }
  }

  // The bar that appears once something is decided. `left` tells how many findings of the report are not, if known.
  function exportBar(after, left) {
    const words = el("span", { role: "status" });
    const baseline = el("button", { type: "button", onclick: () => {
      save("audit-baseline.json", decisions.baseline());
      say("audit-baseline.json saved");
    } }, "Save as baseline");
    const bar = el("div", { class: "export", hidden: true }, words, el("div", { class: "acts" },
      el("button", { type: "button", class: "save", title: "audit apply decisions.json carries them out", onclick: () => {
        save("decisions.json", decisions.json());
        say("decisions.json saved: audit apply decisions.json carries it out");
      } }, "Save decisions"), baseline));
    function update() {
      const sums = decisions.count();
      bar.hidden = decisions.size === 0;
      baseline.hidden = !(sums.dismiss + sums.accept);
      const parts = Object.entries(sums).filter(([, n]) => n).map(([name, n]) => `${n.toLocaleString("en")} ${KINDS[name]}`);
      words.textContent = `${parts.join(", ")} in this report${left ? left(decisions.size) : ""}`;
    }
    decisions.watch(update);
    update();
    after?.append(bar);
    return bar;
  }

  function theme() {
    const button = el("button", { type: "button", class: "theme", onclick: () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      store.set(THEME, root.dataset.theme);
      name();
    } });
    function name() { button.textContent = isDark() ? "Light" : "Dark"; button.setAttribute("aria-label", `${button.textContent} colours`); }
    name();
    return button;
  }

  function controls(keys) {
    const list = el("dl", {}, ...keys.flatMap(([key, what]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, what)]));
    const dialog = el("dialog", { class: "help", "aria-labelledby": "help-title" },
      el("h2", { id: "help-title" }, "Keyboard"), list,
      el("p", { class: "why" }, "Decisions stay in this browser until you save them as decisions.json; " +
        "`audit apply decisions.json --write` carries them out: repairs into the files, what may stay into the baseline."),
      el("button", { type: "button", onclick: () => dialog.close() }, "Close"));
    document.body.append(dialog);
    const help = () => (dialog.open ? dialog.close() : dialog.showModal());
    document.querySelector(".top").append(el("div", { class: "switches" }, theme(),
      el("button", { type: "button", class: "ask", "aria-label": "Keyboard help", onclick: help }, "?")));
    return { help, dialog };
  }

  // Keys that mean something while nobody is typing.
  function keys(actions, dialog) {
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
      const typing = event.target.closest("input:not([type=radio]),select,textarea");
      if (typing && event.key !== "Escape") return;
      const action = actions[event.key];
      if (!action) return;
      if (action(event) !== false) event.preventDefault();
    });
  }

  return { el, visible, decisions, order, KINDS, save, copy, say, address, exportBar, theme, controls, keys };
})();
