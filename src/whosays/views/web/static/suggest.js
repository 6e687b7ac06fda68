// Suggests names while somebody types: an ARIA 1.2 combobox with a listbox. In the search fields choosing a
// name opens its page; elsewhere (`data-suggest` without a value) it fills the field with the id.
"use strict";
(() => {
  const WAIT = 120;
  let made = 0;

  const element = (name, fields, ...inner) => {
    const one = Object.assign(document.createElement(name), fields);
    one.append(...inner);
    return one;
  };

  const suggesting = (input, opens) => {
    const id = `suggested-${(made += 1)}`;
    const list = element("ul", { id, className: "suggested", hidden: true });
    const status = element("span", { className: "hidden" });
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Names");
    status.setAttribute("role", "status");
    const around = element("span", { className: "suggesting" });
    input.replaceWith(around);
    around.append(input, list, status);
    const chosen = opens ? null : element("output", { className: "chosen quiet" });
    if (chosen) around.append(chosen);
    const given = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id };
    for (const [name, value] of Object.entries(given)) input.setAttribute(name, value);
    input.autocomplete = "off";

    let names = [];
    let active = -1;
    let timer = 0;
    let asking = null;

    const show = (number) => {
      active = number;
      [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === active)));
      if (active < 0) input.removeAttribute("aria-activedescendant");
      else {
        input.setAttribute("aria-activedescendant", list.children[active].id);
        list.children[active].scrollIntoView({ block: "nearest" });
      }
    };
    const close = () => {
      clearTimeout(timer);
      if (asking) asking.abort();
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      show(-1);
    };
    const choose = (one) => {
      if (opens) {
        window.location.assign(`/entity/${encodeURIComponent(one.id)}`);
        return;
      }
      input.value = one.id;
      chosen.textContent = one.name;
      close();
      input.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const open = (found) => {
      names = found;
      list.replaceChildren(
        ...names.map((one, number) => {
          const more = [one.alias && `also ${one.alias}`, one.type, `in ${one.documents} document${one.documents === 1 ? "" : "s"}`].filter(Boolean);
          const option = element(
            "li",
            { id: `${id}-${number}` },
            element("bdi", { textContent: one.name }),
            " ",
            element("small", { textContent: more.join(" · "), className: "quiet" }),
          );
          option.setAttribute("role", "option");
          option.addEventListener("pointerdown", (event) => event.preventDefault());
          option.addEventListener("click", () => choose(one));
          return option;
        }),
      );
      list.hidden = names.length === 0;
      input.setAttribute("aria-expanded", String(names.length > 0));
      status.textContent = names.length ? `${names.length} name${names.length === 1 ? "" : "s"} suggested` : "";
      show(-1);
    };
    const ask = async () => {
      const words = input.value.trim();
      if (asking) asking.abort();
      if (words.length < 2 || /[":*]/.test(words)) {
        open([]);
        return;
      }
      asking = new AbortController();
      try {
        const answer = await fetch(`/suggest.json?q=${encodeURIComponent(words.slice(0, 400))}`, {
          signal: asking.signal,
        });
        if (answer.ok && document.activeElement === input) open((await answer.json()).names);
      } catch (error) {
        if (error.name !== "AbortError") close();
      }
    };

    input.addEventListener("input", () => {
      if (chosen) chosen.textContent = "";
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT);
    });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || list.hidden) {
        if (event.key === "ArrowDown" && !event.isComposing) ask();
        return;
      }
      const last = names.length - 1;
      if (event.key === "ArrowDown") show(active < last ? active + 1 : -1);
      else if (event.key === "ArrowUp") show(active < 0 ? last : active - 1);
      else if (event.key === "Escape") close();
      else if (event.key === "Enter" && active >= 0) choose(names[active]);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
  };

  const find = document.getElementById("find");
  if (find) suggesting(find, true);
  for (const input of document.querySelectorAll("input[data-suggest]")) {
    suggesting(input, input.dataset.suggest === "open");
  }
})();
