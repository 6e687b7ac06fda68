// Everything by keyboard: through lists, to pages, and to the page that shows what a decision would change.
"use strict";
(() => {
  const OFF = "whosays.keys.off";
  const MARKED = "whosays.marked";
  const PAGES = {
    c: ["/chronology", "Chronology"],
    e: ["/entities", "People and bodies"],
    d: ["/documents", "Documents"],
    k: ["/conflicts", "Conflicts"],
    t: ["/cautions", "Cautions"],
    s: ["/sources", "Sources"],
    n: ["/network", "Network"],
    m: ["/map", "Map"],
    j: ["/decisions", "Decisions"],
  };
  const may = "decide" in document.body.dataset;

  const kept = (store, name, otherwise) => {
    try {
      return JSON.parse(store.getItem(name)) ?? otherwise;
    } catch {
      return otherwise;
    }
  };
  const keep = (store, name, value) => {
    try {
      store.setItem(name, JSON.stringify(value));
    } catch {
      // Where nothing may be stored it holds for this page.
    }
  };
  const element = (name, fields, ...inner) => {
    const one = Object.assign(document.createElement(name), fields);
    one.append(...inner);
    return one;
  };

  let off = kept(localStorage, OFF, false);
  let marked = kept(sessionStorage, MARKED, []);
  let going = 0;

  // ── what a key is about ──

  const items = () => [...document.querySelectorAll("main [data-id]")].filter((one) => one.offsetParent);
  const focused = () => document.activeElement.closest("main [data-id]");
  const wordsOf = (one) =>
    (one.querySelector(".summary, a, h2, h3") ?? one).textContent.trim().replace(/\s+/g, " ").slice(0, 60);
  const subject = () => {
    const one = focused();
    if (one) return { id: one.dataset.id, words: wordsOf(one), anchor: one.id };
    const whole = /^\/(?:entity|event|line)\/([^/]+)$/.exec(window.location.pathname);
    if (!whole) return null;
    const title = document.querySelector("h1");
    return { id: decodeURIComponent(whole[1]), words: title ? title.textContent.trim().slice(0, 60) : "", anchor: "" };
  };

  const status = element("p", { className: "hidden" });
  status.setAttribute("role", "status");
  document.body.append(status);
  const say = (words) => {
    status.textContent = words;
  };

  // ── going ──

  const back = (anchor) => {
    const here = new URL(window.location.href);
    here.searchParams.delete("done");
    return here.pathname + here.search + (anchor ? `#${anchor}` : here.hash);
  };
  const decide = (fields, anchor = "") =>
    window.location.assign(`/decide?${new URLSearchParams({ ...fields, next: back(anchor) })}`);
  const judge = (kind, which, otherwise) => {
    const one = subject();
    if (!one || !which.test(one.id)) say(otherwise);
    else decide({ kind, id: one.id }, one.anchor);
  };
  const step = (by) => {
    const all = items();
    if (!all.length) return;
    const at = all.indexOf(focused());
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
    if (!next.hasAttribute("tabindex")) next.tabIndex = -1;
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  };
  const open = () => {
    const link = focused()?.querySelector(".summary a, a[href]");
    if (link) link.click();
  };
  const turn = (rel) => document.querySelector(`a[rel~="${rel}"]`)?.click();

  // ── two that were marked ──

  const sort = (id) => (/^[vs]-/.test(id) ? "event" : /^e-/.test(id) ? "entity" : "");
  const bar = element("div", { className: "marked", hidden: true });
  bar.setAttribute("role", "region");
  bar.setAttribute("aria-label", "Marked");
  document.querySelector("main").after(bar);
  const button = (words, done) => {
    const one = element("button", { type: "button", textContent: words });
    one.addEventListener("click", done);
    return one;
  };
  const showMarked = () => {
    for (const one of document.querySelectorAll("main [data-id]")) {
      one.classList.toggle("is-marked", marked.some((mark) => mark.id === one.dataset.id));
    }
    bar.hidden = !may || !marked.length || window.location.pathname === "/decide";
    const names = marked.flatMap((mark, at) => [at ? " and " : "Marked: ", element("bdi", { textContent: mark.words || mark.id })]);
    bar.replaceChildren(element("span", {}, ...names));
    if (marked.length === 2) {
      bar.append(button("The same…", () => two("same")), button("Not the same…", () => two("apart")));
    } else bar.append(element("span", { className: "quiet", textContent: "Mark another to say whether they are one." }));
    bar.append(button("Clear", () => remember([])));
  };
  const remember = (marks) => {
    marked = marks;
    keep(sessionStorage, MARKED, marked);
    showMarked();
  };
  const mark = () => {
    const one = subject();
    if (!one || !sort(one.id)) return say("Only a line, an event or an entity can be marked.");
    const others = marked.filter((each) => each.id !== one.id && sort(each.id) === sort(one.id));
    const was = marked.some((each) => each.id === one.id);
    remember(was ? others : [...others.slice(-1), { id: one.id, words: one.words }]);
    say(was ? "No longer marked." : marked.length === 2 ? "Two are marked." : "Marked.");
  };
  const two = (kind) => {
    const one = subject();
    const [a, b] = marked.length === 2 ? marked : [one, marked.find((each) => each.id !== one?.id)];
    if (!a || !sort(a.id)) return say("Mark two lines, events or entities first.");
    const fields = { kind, id: a.id, ...(b && sort(b.id) === sort(a.id) ? { other: b.id } : {}) };
    if (fields.other) remember([]);
    decide(fields, one?.anchor);
  };

  // ── keys ──

  const LINE = /^s-/;
  const KEYS = [
    ["/", "Search", () => document.getElementById("find")?.focus()],
    ["j", "Next in the list", () => step(1)],
    ["k", "The one before", () => step(-1)],
    ["o", "Open it (or Enter)", open],
    ["[", "Earlier in the list", () => turn("prev")],
    ["]", "Further", () => turn("next")],
    ...(may
      ? [
          ["a", "Accept the line", () => judge("accept", LINE, "Only a line can be accepted.")],
          ["r", "Reject the line", () => judge("reject", LINE, "Only a line can be rejected.")],
          ["c", "Correct a value of the line", () => judge("correct", LINE, "Only a line can be corrected.")],
          ["n", "Note on it", () => judge("note", /^[sev]-/, "A note is on a line, an event or an entity.")],
          ["m", "Mark it, or no longer", mark],
          ["=", "It and the marked one are the same", () => two("same")],
          ["x", "They are not the same", () => two("apart")],
          ["u", "Undo: withdraw your last decision", () => decide({ kind: "withdraw" })],
        ]
      : []),
    ["?", "These keys", () => help()],
  ];

  const help = () => {
    const turned = element("input", { type: "checkbox", checked: !off });
    turned.addEventListener("change", () => {
      off = !turned.checked;
      keep(localStorage, OFF, off);
      announced();
    });
    const list = element("dl", {});
    const row = (keys, words) =>
      list.append(element("dt", {}, ...keys.flatMap((key, at) => [at ? " " : "", element("kbd", { textContent: key })])), element("dd", { textContent: words }));
    for (const [key, words] of KEYS) row([key], words);
    for (const [key, [, words]] of Object.entries(PAGES)) row(["g", key], `To ${words}`);
    const title = element("h2", { id: "keys-title", textContent: "Keys" });
    const close = button("Close", () => dialog.close());
    const note = may ? "No key decides anything by itself: the next page shows what would change." : "";
    const dialog = element("dialog", {}, title, element("p", { textContent: note, hidden: !note }), list, element("p", {}, element("label", {}, turned, " Single keys are on (in this browser)")), close);
    dialog.setAttribute("aria-labelledby", "keys-title");
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    close.focus();
  };

  const announced = () => {
    const told = [["#find", "/"], ["#keys", "?"], ['a[rel~="prev"]', "["], ['a[rel~="next"]', "]"]];
    for (const [which, key] of told) {
      for (const one of document.querySelectorAll(which)) {
        if (off) one.removeAttribute("aria-keyshortcuts");
        else one.setAttribute("aria-keyshortcuts", key);
      }
    }
  };

  document.addEventListener("keydown", (event) => {
    const elsewhere = event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented;
    const target = event.target instanceof Element ? event.target : document.body;
    if (elsewhere || target.closest("input, textarea, select, dialog, [contenteditable], [role=listbox]")) return;
    if (event.key === "Enter" && target.matches("main [data-id]")) {
      event.preventDefault();
      open();
      return;
    }
    if (off || event.repeat && !["j", "k"].includes(event.key)) return;
    const page = Date.now() - going < 1500 && PAGES[event.key];
    going = 0;
    if (page) window.location.assign(page[0]);
    else if (event.key === "g") going = Date.now();
    else {
      const key = KEYS.find(([name]) => name === event.key);
      if (!key) return;
      key[2]();
    }
    event.preventDefault();
  });

  const keys = document.getElementById("keys");
  if (keys) {
    keys.hidden = false;
    keys.addEventListener("click", help);
  }
  announced();
  showMarked();
})();
