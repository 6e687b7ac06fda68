"use strict";
(function () {
  const form = document.getElementById("filters");
  const lines = Array.from(document.querySelectorAll("li.line"));
  const sections = Array.from(document.querySelectorAll("section.year"));
  const field = (name) => document.getElementById("f-" + name);
  const has = (line, name, value) => !value || line.dataset[name].split(" ").includes(value);
  const texts = new Map();
  const words = (line) => {
    if (!texts.has(line)) texts.set(line, line.textContent.toLowerCase());
    return texts.get(line);
  };
  function apply() {
    const sought = field("text").value.trim().toLowerCase();
    const entity = field("entity").value, year = field("year").value;
    const source = field("source").value, stance = field("stance").value;
    let shown = 0;
    for (const line of lines) {
      const fits = has(line, "entities", entity) && has(line, "year", year) && has(line, "source", source) &&
        has(line, "stance", stance) && (!sought || words(line).includes(sought));
      line.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    for (const section of sections) section.hidden = !section.querySelector("li.line:not([hidden])");
    field("count").textContent = shown + " of " + lines.length + " lines";
  }
  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
  apply();
})();
