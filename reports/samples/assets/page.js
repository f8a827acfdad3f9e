"use strict";
// What both kinds of page share: colours, hidden characters, dismissed findings, files to save, help.
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

  // Dismissed findings are kept by the browser, for this report folder alone.
  const dismissed = (() => {
    let entries = null;
    const listeners = [];
    const place = () => {
      const folder = document.body.dataset.folder;
      return "audit-dismissed " + new URL(folder === undefined ? location.pathname : folder || ".", location.href).href;
    };
    const key = (path, fingerprint) => `${fingerprint} ${path}`;
    function all() {
      if (entries) return entries;
      entries = new Map();
      try {
        const kept = JSON.parse(store.get(place()) ?? "[]");
        if (Array.isArray(kept)) {
          for (const entry of kept) {
            if (entry && typeof entry.path === "string" && typeof entry.fingerprint === "string") {
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
    return {
      get size() { return all().size; },
      get: (path, fingerprint) => all().get(key(path, fingerprint)),
      has: (path, fingerprint) => all().has(key(path, fingerprint)),
      add({ fingerprint, check, path, text, reason = "" }) {
        all().set(key(path, fingerprint), { fingerprint, check, path, text, reason, expires: null });
        changed();
      },
      remove(path, fingerprint) { all().delete(key(path, fingerprint)); changed(); },
      baseline() {
        const order = (a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.fingerprint < b.fingerprint ? -1 : 1);
        return JSON.stringify({ schema: 2, entries: [...all().values()].sort(order) }, null, 2) + "\n";
      },
      watch(listener) { listeners.push(listener); },
    };
  })();

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

  // The bar that appears once something is dismissed.
  function exportBar(after) {
    const words = el("span");
    const bar = el("div", { class: "export", hidden: true }, words,
      el("button", { type: "button", class: "save", onclick: () => {
        save("audit-baseline.json", dismissed.baseline());
        say("audit-baseline.json saved");
      } }, "Save as baseline"));
    function update() {
      const count = dismissed.size;
      bar.hidden = count === 0;
      words.textContent = `${count.toLocaleString("en")} dismissed in this report`;
    }
    dismissed.watch(update);
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
      el("p", { class: "why" }, "Dismissed findings stay in this browser until you save them as audit-baseline.json; " +
        "the next audit can read that file and pass over them."),
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
      const typing = event.target.closest("input,select,textarea");
      if (typing && event.key !== "Escape") return;
      const action = actions[event.key];
      if (!action) return;
      if (action(event) !== false) event.preventDefault();
    });
  }

  return { el, visible, dismissed, save, copy, say, address, exportBar, theme, controls, keys };
})();
