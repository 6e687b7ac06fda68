"use strict";
(function () {
  const form = document.getElementById("filters");
  const lines = Array.from(document.querySelectorAll("li.line"));
  const sections = Array.from(document.querySelectorAll("section.year"));
  const links = new Map(Array.from(document.querySelectorAll("nav a"), (a) => [a.hash.slice(1), a]));
  const field = (name) => document.getElementById("f-" + name);
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const has = (line, name, value) => !value || line.dataset[name].split(" ").includes(value);

  // What the words filter looks in: what the document says and who says so, not the labels of this page.
  const SOUGHT = ".when, .summary, .voice span, blockquote";
  const texts = new Map();
  function words(line) {
    if (!texts.has(line)) {
      texts.set(line, plain(Array.from(line.querySelectorAll(SOUGHT), (e) => e.textContent).join(" ")));
    }
    return texts.get(line);
  }

  function apply() {
    const sought = plain(field("text").value).split(/\s+/).filter(Boolean);
    const wanted = ["entity", "year", "source", "stance"].map((name) => field(name).value);
    let shown = 0;
    for (const section of sections) {
      let here = 0;
      for (const line of section.lastElementChild.children) {
        const fits = has(line, "entities", wanted[0]) && has(line, "year", wanted[1]) &&
          has(line, "source", wanted[2]) && has(line, "stance", wanted[3]) &&
          sought.every((word) => words(line).includes(word));
        if (line.hidden === fits) line.hidden = !fits;
        here += fits ? 1 : 0;
      }
      section.hidden = here === 0;
      if (links.has(section.id)) links.get(section.id).hidden = here === 0;
      shown += here;
    }
    const all = shown === lines.length;
    field("count").textContent = all ? lines.length + " lines" : shown + " of " + lines.length + " lines";
    field("none").hidden = shown > 0 || lines.length === 0;
  }

  let waiting = 0;
  const soon = (delay) => { clearTimeout(waiting); waiting = setTimeout(apply, delay); };

  // A link to a line opens its passage, and shows it even where a filter hides it.
  function arrive() {
    const id = location.hash.slice(1);
    const target = id && document.getElementById(id);
    const line = target && target.closest("li.line");
    if (!line) return;
    if (line.hidden) { form.reset(); apply(); }
    line.querySelector("details").open = true;
    line.scrollIntoView();
  }

  const button = field("open");
  function openAll() {
    const open = button.getAttribute("aria-pressed") !== "true";
    for (const line of lines) if (!line.hidden || !open) line.querySelector("details").open = open;
    button.setAttribute("aria-pressed", String(open));
    button.textContent = open ? "Close all passages" : "Open all passages";
  }

  form.hidden = false;
  form.addEventListener("input", (event) => soon(event.target.id === "f-text" ? 150 : 0));
  form.addEventListener("reset", () => soon(0));
  form.addEventListener("submit", (event) => { event.preventDefault(); soon(0); });
  button.addEventListener("click", openAll);
  window.addEventListener("hashchange", arrive);
  window.addEventListener("pageshow", apply);
  apply();
  arrive();
})();
