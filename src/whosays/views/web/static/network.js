"use strict";
/* Draws a network from the page's own JSON. The list beside it says the same and works without. */
(() => {
  const SHAPES = {
    Person: ["person", d3.symbolCircle], Organization: ["body", d3.symbolSquare], PublicBody: ["body", d3.symbolDiamond],
    Company: ["body", d3.symbolSquare], Place: ["place", d3.symbolTriangle],
  };
  const OTHER = ["thing", d3.symbolCross];
  const FIRST_TICKS = 100, FIRST_MS = 120;
  const LABELS = 40;
  const QUIET_MS = 180;
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const dark = matchMedia("(prefers-color-scheme: dark)");

  const made = (name, attributes, ...inside) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...inside);
    return element;
  };

  const start = (figure) => {
    const canvas = made("canvas", { role: "img", tabindex: "0", "aria-label": `${figure.getAttribute("aria-label")}. Arrow keys move it, plus and minus zoom. The list on this page says the same.` });
    const tools = made("div", { class: "tools" });
    figure.append(canvas, tools, legend());
    figure.hidden = false;
    const pen = canvas.getContext("2d");
    let nodes = [], ties = [], denials = [], byId = new Map(), view = d3.zoomIdentity, marked = new Set(), colours = {};

    const colour = () => {
      const style = getComputedStyle(figure);
      for (const name of ["ink", "quiet", "paper", "rule", "mark", "denied", "hedged", "node-person", "node-body", "node-place", "node-thing"])
        colours[name] = style.getPropertyValue(`--${name}`).trim();
      colours.font = style.getPropertyValue("--sans");
    };

    const simulation = d3.forceSimulation().stop()
      .force("tie", d3.forceLink().id((node) => node.id).distance(70).strength((tie) => Math.min(1, 0.15 + 0.1 * Math.log2(1 + tie.lines))))
      .force("apart", d3.forceManyBody().strength(-140).distanceMax(500))
      .force("x", d3.forceX().strength(0.05)).force("y", d3.forceY().strength(0.07))
      .force("room", d3.forceCollide((node) => node.r + 5));

    let asked = 0;
    const draw = () => { asked = asked || requestAnimationFrame(paint); };
    let touched = false;
    simulation.on("tick", draw).on("end", () => { if (!touched) fit(); });

    const line = (tie) => { pen.beginPath(); pen.moveTo(tie.source.x, tie.source.y); pen.lineTo(tie.target.x, tie.target.y); pen.stroke(); };

    const paint = () => {
      asked = 0;
      const scale = devicePixelRatio || 1, width = canvas.clientWidth, height = canvas.clientHeight;
      if (canvas.width !== Math.round(width * scale) || canvas.height !== Math.round(height * scale)) {
        canvas.width = Math.round(width * scale);
        canvas.height = Math.round(height * scale);
      }
      pen.setTransform(scale, 0, 0, scale, 0, 0);
      pen.clearRect(0, 0, width, height);
      pen.translate(width / 2 + view.x, height / 2 + view.y);
      pen.scale(view.k, view.k);
      for (const tie of ties) {
        const near = marked.has(tie.source.id) && (marked.size === 1 || marked.has(tie.target.id)) || marked.size === 1 && marked.has(tie.target.id);
        const unsure = tie.hedged >= tie.lines;
        pen.strokeStyle = near ? colours.ink : unsure ? colours.hedged : colours.quiet;
        pen.globalAlpha = near ? 1 : marked.size ? 0.25 : 0.55;
        pen.lineWidth = Math.min(7, 0.8 + Math.sqrt(tie.lines) * 0.6) / Math.max(1, view.k * 0.7);
        pen.setLineDash(unsure ? [1.5, 4] : []);
        line(tie);
      }
      pen.setLineDash([7, 5]);
      pen.strokeStyle = colours.denied;
      pen.lineWidth = 1.5;
      for (const tie of denials) {
        pen.globalAlpha = 0.9;
        // Bent, so that it never lies on a tie of the same two.
        const { source: from, target: to } = tie, bend = 0.18;
        const x = (from.x + to.x) / 2 + bend * (to.y - from.y), y = (from.y + to.y) / 2 - bend * (to.x - from.x);
        pen.beginPath();
        pen.moveTo(from.x, from.y);
        pen.quadraticCurveTo(2 * x - (from.x + to.x) / 2, 2 * y - (from.y + to.y) / 2, to.x, to.y);
        pen.stroke();
        pen.setLineDash([]);
        pen.beginPath();
        pen.moveTo(x - 5, y - 5); pen.lineTo(x + 5, y + 5); pen.moveTo(x - 5, y + 5); pen.lineTo(x + 5, y - 5);
        pen.stroke();
        pen.setLineDash([7, 5]);
      }
      pen.setLineDash([]);
      for (const node of nodes) {
        const [kind, shape] = SHAPES[node.type] || OTHER;
        pen.globalAlpha = !marked.size || marked.has(node.id) || neighbours(node) ? 1 : 0.35;
        pen.save();
        pen.translate(node.x, node.y);
        pen.beginPath();
        d3.symbol(shape, Math.PI * node.r * node.r).context(pen)();
        pen.fillStyle = colours[`node-${kind}`];
        pen.fill();
        pen.lineWidth = marked.has(node.id) || node.chosen ? 3 : 1.2;
        pen.strokeStyle = marked.has(node.id) || node.chosen ? colours.ink : colours.paper;
        pen.stroke();
        pen.restore();
      }
      label();
      pen.globalAlpha = 1;
    };

    const neighbours = (node) => marked.size === 1 && node.near && [...marked].some((id) => node.near.has(id));

    // The weightiest names that do not cover each other; those that are marked before all.
    const label = () => {
      const taken = [], size = 12 / view.k;
      pen.font = `${size}px ${colours.font}`;
      pen.textBaseline = "middle";
      const wanted = [...nodes.filter((node) => marked.has(node.id)), ...nodes.filter((node) => !marked.has(node.id))];
      let written = 0;
      for (const node of wanted) {
        if (written >= LABELS * Math.max(1, view.k)) break;
        if (marked.size && !marked.has(node.id) && !neighbours(node)) continue;
        const words = node.name.length > 28 ? `${node.name.slice(0, 27)}…` : node.name;
        const wide = pen.measureText(words).width, gap = node.r + 4 / view.k;
        const outside = canvas.clientWidth / 2 + view.x + view.k * (node.x + gap + wide) > canvas.clientWidth;
        const x = outside ? node.x - gap - wide : node.x + gap, box = [x, node.y - size * 0.6, x + wide, node.y + size * 0.6];
        if (taken.some((t) => t[0] < box[2] && box[0] < t[2] && t[1] < box[3] && box[1] < t[3])) continue;
        taken.push(box);
        written += 1;
        pen.globalAlpha = 1;
        pen.lineWidth = 3.5 / view.k;
        pen.strokeStyle = colours.paper;
        pen.strokeText(words, x, node.y);
        pen.fillStyle = colours.ink;
        pen.fillText(words, x, node.y);
      }
    };

    const show = (told) => {
      const before = byId;
      nodes = told.nodes.map((node) => {
        const old = before.get(node.id);
        return { ...node, r: Math.min(20, 5 + Math.sqrt(node.lines) * 0.9), near: new Set(), ...(old ? { x: old.x, y: old.y } : {}) };
      });
      byId = new Map(nodes.map((node) => [node.id, node]));
      const within = (tie) => byId.has(tie.a) && byId.has(tie.b);
      const ends = (tie) => ({ ...tie, source: byId.get(tie.a), target: byId.get(tie.b) });
      ties = told.ties.filter(within).map(ends);
      denials = told.denials.filter(within).map(ends);
      for (const tie of ties) { tie.source.near.add(tie.b); tie.target.near.add(tie.a); }
      simulation.nodes(nodes);
      simulation.force("tie").links(ties);
      simulation.alpha(before.size ? 0.5 : 1);
      if (calm.matches) simulation.tick(300);
      else for (let tick = 0, end = performance.now() + FIRST_MS; tick < FIRST_TICKS && performance.now() < end; tick++) simulation.tick();
      if (!before.size) fit();
      draw();
      if (!calm.matches) simulation.restart();
    };

    const fit = () => {
      if (!nodes.length) return;
      const [left, right] = d3.extent(nodes, (node) => node.x), [top, bottom] = d3.extent(nodes, (node) => node.y);
      const k = Math.min(1.6, 0.88 * canvas.clientWidth / (right - left + 80), 0.88 * canvas.clientHeight / (bottom - top + 40));
      d3.select(canvas).call(zoom.transform, d3.zoomIdentity.translate(-k * (left + right) / 2, -k * (top + bottom) / 2).scale(k));
    };

    // ── moving it ──
    const there = (event) => {
      const [x, y] = d3.pointer(event, canvas);
      return [(x - canvas.clientWidth / 2 - view.x) / view.k, (y - canvas.clientHeight / 2 - view.y) / view.k];
    };
    const under = (event) => {
      const [x, y] = there(event);
      const found = simulation.find(x, y, 30 / view.k);
      return found && Math.hypot(found.x - x, found.y - y) <= found.r + 6 / view.k ? found : undefined;
    };
    const zoom = d3.zoom().scaleExtent([0.1, 8]).filter((event) => event.type === "wheel" ? event.ctrlKey || document.activeElement === canvas : !under(event))
      .extent(() => [[-canvas.clientWidth / 2, -canvas.clientHeight / 2], [canvas.clientWidth / 2, canvas.clientHeight / 2]])
      .on("zoom", ({ transform, sourceEvent }) => { view = transform; touched = touched || !!sourceEvent; draw(); });
    let moved = false, from = [0, 0];
    const drag = d3.drag().container(canvas).filter((event) => !event.button && !!under(event))
      .subject((event) => under(event.sourceEvent))
      .on("start", ({ subject, sourceEvent }) => { moved = false; from = d3.pointer(sourceEvent, canvas); subject.fx = subject.x; subject.fy = subject.y; })
      .on("drag", ({ subject, sourceEvent }) => {
        const [x, y] = d3.pointer(sourceEvent, canvas);
        if (!moved && Math.hypot(x - from[0], y - from[1]) < 4) return;
        touched = true;
        if (!moved && !calm.matches) simulation.alphaTarget(0.2).restart();
        moved = true;
        [subject.fx, subject.fy] = there(sourceEvent);
        if (calm.matches) { subject.x = subject.fx; subject.y = subject.fy; draw(); }
      })
      .on("end", ({ subject }) => {
        simulation.alphaTarget(0);
        subject.fx = subject.fy = null;
        if (!moved) location.assign(`/entity/${encodeURIComponent(subject.id)}`);
      });
    d3.select(canvas).call(drag).call(zoom).on("dblclick.zoom", null);

    const by = (k) => d3.select(canvas).call(zoom.scaleBy, k);
    for (const [words, label, act] of [["+", "Closer", () => by(1.4)], ["−", "Further away", () => by(1 / 1.4)], ["All", "Show all of it", fit]]) {
      const button = made("button", { type: "button", "aria-label": label }, words);
      button.addEventListener("click", act);
      tools.append(button);
    }
    canvas.addEventListener("keydown", (event) => {
      const step = 60 / view.k, keys = { ArrowLeft: [step, 0], ArrowRight: [-step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] };
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (keys[event.key]) d3.select(canvas).call(zoom.translateBy, ...keys[event.key]);
      else if (event.key === "+" || event.key === "=") by(1.4);
      else if (event.key === "-") by(1 / 1.4);
      else if (event.key === "0") fit();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });

    // ── the list and the picture mark each other ──
    const mark = (ids) => { marked = new Set(ids.filter((id) => byId.has(id))); draw(); };
    const rows = [...document.querySelectorAll(".net tr[data-a], .net tr[data-id]")];
    const ends = (row) => row.dataset.id ? [row.dataset.id] : [row.dataset.a, row.dataset.b];
    for (const row of rows) {
      for (const event of ["focusin", "mouseenter"]) row.addEventListener(event, () => mark(ends(row)));
      for (const event of ["focusout", "mouseleave"]) row.addEventListener(event, () => mark([]));
    }
    canvas.addEventListener("pointermove", (event) => {
      if (event.buttons) return;
      const node = under(event);
      canvas.style.cursor = node ? "pointer" : "";
      canvas.title = node ? `${node.name} (${node.type})` : "";
      if (node ? !marked.has(node.id) || marked.size > 1 : marked.size) mark(node ? [node.id] : []);
      for (const row of rows) row.classList.toggle("marked", !!node && ends(row).includes(node.id));
    });

    // ── time ──
    const form = document.getElementById(figure.dataset.form || "");
    const load = async (address) => {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      const told = await answer.json();
      if (address !== figure.dataset.network) return;
      show(told);
      if (form) slider(told);
    };
    let sliders;
    const slider = (told) => {
      const status = document.getElementById("network-told");
      if (status && sliders) {
        const more = told.ties_total - told.ties.length, number = (value) => value.toLocaleString("en");
        status.textContent = `${number(told.nodes.length)} of ${number(told.nodes_total)} drawn, with ${number(told.ties.length)} of ${number(told.ties_total)} ties${more ? `: the weightiest. And ${number(more)} more: narrow the selection` : ""}. The list is of the selection before: Show brings it here.`;
      }
      if (sliders || told.years.length < 2) return;
      const first = told.years[0].year, last = told.years[told.years.length - 1].year;
      sliders = ["earliest", "latest"].map((name, end) => {
        const year = parseInt(form.elements[name].value, 10) || (end ? last : first);
        const range = made("input", { type: "range", min: first, max: last, step: 1, value: year, "aria-label": end ? "To year" : "From year" });
        return { name, range, told: made("output", {}, String(year)) };
      });
      let waiting;
      for (const one of sliders) one.range.addEventListener("input", () => {
        const [from, to] = sliders;
        if (+from.range.value > +to.range.value) (one === from ? to : from).range.value = one.range.value;
        for (const each of sliders) { each.told.textContent = each.range.value; }
        clearTimeout(waiting);
        waiting = setTimeout(() => {
          form.elements.earliest.value = +from.range.value > first ? from.range.value.padStart(4, "0") : "";
          form.elements.latest.value = +to.range.value < last ? to.range.value.padStart(4, "0") : "";
          const asked = [...new FormData(form)].filter(([, value]) => value !== "");
          figure.dataset.network = `/network.json?${new URLSearchParams(asked)}`;
          load(figure.dataset.network);
        }, QUIET_MS);
      });
      figure.append(made("div", { class: "span", role: "group", "aria-label": "Years" }, ...sliders.flatMap(({ range, told: year }) => [year, range])));
    };

    colour();
    dark.addEventListener("change", () => { colour(); draw(); });
    new ResizeObserver(draw).observe(canvas);
    load(figure.dataset.network);
  };

  const legend = () => {
    const caption = made("figcaption", {});
    const drawing = (tag, attributes) => {
      const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      svg.setAttribute("width", tag === "line" ? 26 : 14);
      svg.setAttribute("height", 14);
      svg.setAttribute("aria-hidden", "true");
      const mark = document.createElementNS("http://www.w3.org/2000/svg", tag);
      for (const [key, value] of Object.entries(attributes)) mark.setAttribute(key, value);
      svg.append(mark);
      return svg;
    };
    const item = (words, ...marks) => caption.append(made("span", {}, drawing(...marks), words));
    for (const [words, shape] of [["person", d3.symbolCircle], ["organization", d3.symbolSquare], ["public body", d3.symbolDiamond], ["place", d3.symbolTriangle], ["other", d3.symbolCross]])
      item(words, "path", { d: d3.symbol(shape, 70)(), transform: "translate(7 7)" });
    item("said", "line", { x1: 0, x2: 26, y1: 7, y2: 7 });
    item("not put as fact", "line", { x1: 0, x2: 26, y1: 7, y2: 7, "stroke-dasharray": "1.5 4" });
    item("denied: no tie", "line", { x1: 0, x2: 26, y1: 7, y2: 7, "stroke-dasharray": "7 5" });
    return caption;
  };

  for (const figure of document.querySelectorAll("[data-network]")) start(figure);
})();
