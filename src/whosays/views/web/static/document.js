"use strict";
// The reading of a mark in a card, on hover and on focus; layers kept in the address; a selection cited; copying.
(() => {
  const text = document.getElementById("text");
  if (text) read(text);
  for (const copied of document.querySelectorAll(".copy")) copies(copied);

  function read(text) {
    const card = document.getElementById("card");
    const switches = [...document.querySelectorAll(".layers input[type=checkbox]")];
    const layers = new Map(switches.map((box) => [box.parentElement.querySelector(".sample").classList[1], box]));
    const marks = [...text.querySelectorAll("[title]")];
    for (const mark of marks) {
      mark.dataset.reading = mark.title;
      mark.removeAttribute("title");
    }
    let shown = null;
    let closing = 0;

    const layerOf = (mark) => [...mark.classList].find((name) => layers.has(name));
    const isOn = (mark) => layers.get(layerOf(mark))?.checked;

    function switched() {
      const seen = new Set();
      for (const mark of marks) {
        const on = isOn(mark);
        mark.toggleAttribute("data-on", Boolean(on));
        const key = layerOf(mark) + mark.dataset.reading;
        const first = on && !mark.href && !mark.classList.contains("statement") && !seen.has(key);
        if (first) {
          seen.add(key);
          mark.tabIndex = 0;
        } else if (!mark.href) mark.removeAttribute("tabindex");
      }
      hide();
    }

    function around(node) {
      const found = [];
      for (let at = node; at && at !== text; at = at.parentElement) if (at.dataset.reading && isOn(at)) found.push(at);
      return found;
    }

    function show(node) {
      clearTimeout(closing);
      const found = around(node);
      if (!found.length) return hide();
      if (shown === found[0]) return;
      hide();
      shown = found[0];
      for (const mark of found) card.append(...readings(mark));
      card.hidden = false;
      shown.setAttribute("aria-describedby", "card");
      const box = (shown.getClientRects()[0] || shown.getBoundingClientRect());
      const left = Math.min(box.left, document.documentElement.clientWidth - card.offsetWidth - 12);
      const below = box.bottom + card.offsetHeight + 12 < window.innerHeight || box.top < card.offsetHeight + 12;
      const top = below ? box.bottom + 6 : box.top - card.offsetHeight - 6;
      card.style.insetInlineStart = "auto";
      card.style.left = `${Math.max(12, left) + window.scrollX}px`;
      card.style.top = `${top + window.scrollY}px`;
    }

    function readings(mark) {
      const leads = mark.href ? [mark.getAttribute("href")] : (mark.dataset.to || "").split(" ");
      return mark.dataset.reading.split("\n").map((words, number) => {
        const line = document.createElement("p");
        const kind = document.createElement("b");
        kind.textContent = `${layerOf(mark)} `;
        const told = document.createElement(leads[number] && leads[number] !== "-" ? "a" : "span");
        if (told.tagName === "A") told.href = leads[number];
        told.dir = "auto";
        told.textContent = words;
        line.append(kind, told);
        return line;
      });
    }

    function hide() {
      clearTimeout(closing);
      card.hidden = true;
      card.replaceChildren();
      if (shown) shown.removeAttribute("aria-describedby");
      shown = null;
    }

    function soon() {
      clearTimeout(closing);
      closing = setTimeout(hide, 250);
    }

    text.addEventListener("mouseover", (event) => show(event.target));
    text.addEventListener("mouseleave", soon);
    text.addEventListener("focusin", (event) => show(event.target));
    text.addEventListener("focusout", soon);
    card.addEventListener("mouseenter", () => clearTimeout(closing));
    card.addEventListener("mouseleave", soon);
    card.addEventListener("focusin", () => clearTimeout(closing));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") hide();
      if (event.key === "Enter" && event.target.dataset?.on !== undefined) open(event.target);
    });
    text.addEventListener("click", (event) => {
      if (!event.target.closest("a") && getSelection().isCollapsed) open(event.target);
    });

    function open(node) {
      const to = around(node).flatMap((mark) => (mark.dataset.to || "").split(" ")).find((to) => to && to !== "-");
      if (to) location.assign(to);
    }

    for (const box of switches)
      box.addEventListener("change", () => {
        const address = new URL(location.href);
        address.searchParams.delete("layers");
        const on = switches.filter((each) => each.checked);
        for (const each of on) address.searchParams.append("layers", each.value);
        if (!on.length) address.searchParams.append("layers", "none");
        history.replaceState(null, "", address);
        switched();
      });
    for (const button of document.querySelectorAll(".layers button")) button.hidden = true;
    switched();
    if (!location.hash) document.getElementById("passage")?.scrollIntoView({ block: "center" });
  }

  function copies(copied) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(copied.textContent);
      button.textContent = "Copied";
    });
    copied.after(button);
  }
})();
