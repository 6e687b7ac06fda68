"use strict";
// The picture over the chronology: what /timeline.json tells of the part of time that is seen.
(() => {
  const box = document.getElementById("timeline");
  if (!box || !window.d3) return;
  const DAY = 86_400_000, BARS = 190, LANE = 19, LANES = 15, SIDE = 44, FOOT = 26, WAIT = 120;
  const drawn = box.querySelector(".drawn"), told = box.querySelector(".told");
  const buttons = Object.fromEntries([...box.querySelectorAll("button")].map((one) => [one.dataset.do, one]));
  const number = new Intl.NumberFormat("en");
  const time = (day) => Date.parse(`${day}T00:00Z`);
  const start = (one) => (one.first ? time(one.first) : -Infinity);
  const end = (one) => (one.last ? time(one.last) + DAY : Infinity);
  const day = (date) => new Date(Math.min(Math.max(date, time("0001-01-01")), time("9999-12-31"))).toISOString().slice(0, 10);

  let data, base, x, width, late, asked, reached;
  const svg = d3.select(drawn).append("svg").attr("role", "group").attr("tabindex", 0)
    .attr("aria-describedby", "timeline-keys");
  const bars = svg.append("g").attr("aria-hidden", "true");
  const grid = svg.append("g").attr("class", "grid").attr("aria-hidden", "true");
  const marks = svg.append("g"), axis = svg.append("g").attr("class", "axis").attr("aria-hidden", "true");
  const keys = document.createElement("p");
  keys.id = "timeline-keys";
  keys.className = "hidden";
  keys.textContent = "Arrow keys move, plus and minus come closer or go wider, Home shows all.";
  box.append(keys);
  const zoom = d3.zoom().on("zoom", ({ transform }) => {
    x = transform.rescaleX(base);
    draw();
    later();
  });

  async function ask(view) {
    asked?.abort();
    asked = new AbortController();
    const address = new URL(box.dataset.lines, location.href);
    address.searchParams.set("width", Math.max(100, Math.round(width - 2 * SIDE)));
    if (view) {
      address.searchParams.set("from", day(view[0]));
      address.searchParams.set("to", day(view[1] - 1));
    }
    const answer = await fetch(address, { signal: asked.signal });
    if (!answer.ok) throw new Error("no answer");
    return answer.json();
  }

  function later() {
    clearTimeout(late);
    late = setTimeout(() => ask(x.domain()).then(show, () => {}), WAIT);
  }

  function show(found) {
    data = found;
    pack();
    draw();
    tell();
  }

  // Into lanes, so that no two marks and their words lie on each other.
  function pack() {
    const lay = (words) => {
      const ends = [];
      for (const one of data.marks) {
        const from = Math.max(x(start(one)), 0), to = Math.max(Math.min(x(end(one)), width), from + 9);
        one.shown = words ? (one.words.length > 34 ? `${one.words.slice(0, 33)}…` : one.words) : "";
        const room = one.shown.length * 6.4 + 14;
        one.before = to + room > width && from > room;
        const [left, right] = one.before ? [from - room, to + 2] : [from, to + room];
        let lane = ends.findIndex((taken) => taken <= left);
        if (lane < 0) lane = ends.push(0) - 1;
        ends[lane] = right;
        one.lane = lane;
      }
      return ends.length;
    };
    data.lanes = lay(true);
    if (data.lanes > LANES) data.lanes = Math.min(lay(false), 2 * LANES);
  }

  function draw() {
    const height = data.marks.length ? Math.max(BARS, data.lanes * LANE + 10) : BARS;
    svg.attr("viewBox", `0 0 ${width} ${height + FOOT}`).attr("height", height + FOOT);
    axis.attr("transform", `translate(0,${height})`).call(d3.axisBottom(x).tickSizeOuter(0)
      .tickValues(x.ticks(Math.max(2, width / 95)).filter((date) => !date.getUTCHours())));
    drawBars(height);
    drawMarks(height);
  }

  function drawBars(height) {
    const y = d3.scaleLinear([0, d3.max(data.bins, (one) => one.lines + one.maybe) || 1], [height, 16]);
    grid.call((g) => (data.bins.length
      ? g.attr("transform", `translate(${width - SIDE},0)`).call(d3.axisRight(y).ticks(3, "~s").tickSize(SIDE - width)
        .tickFormat((n) => (n && Number.isInteger(n) ? number.format(n) : ""))).selectAll("text").attr("x", 4)
      : g.selectAll("*").remove()));
    const left = (one) => x(start(one)), wide = (one) => Math.max(x(end(one)) - x(start(one)) - 1, 1);
    const bar = (name, from, to, list) => bars.selectAll(`.${name}`).data(list, (one) => one.first).join("rect")
      .attr("class", name).attr("x", left).attr("width", wide)
      .attr("y", (one) => y(to(one))).attr("height", (one) => y(from(one)) - y(to(one)));
    bar("sure", () => 0, (one) => one.lines, data.bins);
    bar("maybe", (one) => one.lines, (one) => one.lines + one.maybe, data.bins.filter((one) => one.maybe));
    bars.selectAll(".hit").data(data.bins, (one) => one.first).join("rect").attr("class", "hit").raise()
      .attr("x", left).attr("width", (one) => Math.max(wide(one) + 1, 2)).attr("y", 0).attr("height", height)
      .on("pointerenter", (_, one) => say(`${span(one)}: ${lines(one.lines)}${one.maybe ? `, and ${number.format(one.maybe)} that may be of this time` : ""}`))
      .on("pointerleave", tell).on("click", (_, one) => go(start(one), end(one)));
  }

  function drawMarks(height) {
    const many = data.lanes * LANE > height, step = many ? height / (data.lanes + 1) : LANE;
    const left = (one) => Math.max(x(start(one)), -20), right = (one) => Math.min(x(end(one)), width + 20);
    if (!data.marks.some((mark) => mark.id === reached)) reached = data.marks[0]?.id;
    const focused = marks.node().contains(document.activeElement);
    const one = marks.selectAll("a").data(data.marks, (mark) => mark.id).join((enter) => {
      const made = enter.append("a").attr("href", (mark) => mark.address).attr("aria-label", sentence)
        .on("pointerenter focus", (_, mark) => say(sentence(mark))).on("pointerleave blur", tell);
      made.append("rect").attr("height", 10).attr("rx", 2);
      made.append("text").attr("dy", 9.5);
      return made;
    }).attr("class", (mark) => ["mark", mark.first !== mark.last && "spans", !(mark.first && mark.last) && "open",
      mark.hedged && "hedged", mark.denied && "denied"].filter(Boolean).join(" "))
      .attr("transform", (mark) => `translate(0,${8 + (mark.lane % (2 * LANES)) * step})`);
    if (focused && !marks.node().contains(document.activeElement)) svg.node().focus({ preventScroll: true });
    one.attr("tabindex", (mark) => (mark.id === reached ? 0 : -1));
    one.select("rect").attr("x", left).attr("width", (mark) => Math.max(right(mark) - left(mark), 7));
    one.select("text").text((mark) => mark.shown).attr("text-anchor", (mark) => (mark.before ? "end" : "start"))
      .attr("x", (mark) => (mark.before ? left(mark) - 5 : Math.max(left(mark) + 7, right(mark), 7) + 5));
  }

  const span = (one) => (one.first === one.last ? one.first
    : one.first.slice(5) === "01-01" && one.last.slice(5) === "12-31"
      ? (one.first.slice(0, 4) === one.last.slice(0, 4) ? one.first.slice(0, 4) : `${one.first.slice(0, 4)} to ${one.last.slice(0, 4)}`)
      : one.first.slice(0, 7) === one.last.slice(0, 7) ? one.first.slice(0, 7) : `${one.first} to ${one.last}`);
  const lines = (n) => `${number.format(n)} statement${n === 1 ? "" : "s"}`;
  const sentence = (mark) => `${mark.date}${mark.stance ? `, ${mark.stance}` : ""}: ${mark.words} — ${mark.voice}`;
  const say = (words) => { told.textContent = words; };

  function tell() {
    const beyond = [[data.before, "before"], [data.after, "after"], [data.undated, "undated"]]
      .filter(([n]) => n).map(([n, what]) => `${number.format(n)} ${what}`).join(", ");
    const words = data.first
      ? `${lines(data.total)} from ${data.from} to ${data.to}${data.unit ? `, counted by ${data.unit}` : ""}${beyond ? ` (${beyond})` : ""}.`
      : `None of ${lines(data.undated)} has a date.`;
    if (!svg.node().contains(document.activeElement) || document.activeElement === svg.node()) say(words);
    svg.attr("aria-label", `Timeline: ${words}`);
  }

  // To a part of time: from the first moment to that after the last.
  function go(from, to) {
    const most = (width - 2 * SIDE) / Math.max(base(to) - base(from), 1e-9);
    const k = Math.min(Math.max(most, zoom.scaleExtent()[0]), zoom.scaleExtent()[1]);
    const middle = (base(from) + base(to)) / 2;
    svg.call(zoom.transform, d3.zoomIdentity.translate(width / 2 - middle * k, 0).scale(k));
  }

  const acts = {
    in: () => svg.call(zoom.scaleBy, 2),
    out: () => svg.call(zoom.scaleBy, 0.5),
    back: () => svg.call(zoom.translateBy, width / 4 / d3.zoomTransform(svg.node()).k, 0),
    on: () => svg.call(zoom.translateBy, -width / 4 / d3.zoomTransform(svg.node()).k, 0),
    all: () => svg.call(zoom.transform, d3.zoomIdentity),
    list: () => {
      const address = new URL(box.dataset.lines, location.href);
      address.pathname = "/chronology";
      address.searchParams.set("earliest", day(x.domain()[0]));
      address.searchParams.set("latest", day(x.domain()[1] - 1));
      address.searchParams.delete("undated");
      location.assign(address);
    },
  };
  const KEYS = { ArrowLeft: "back", ArrowRight: "on", "+": "in", "=": "in", "-": "out", Home: "all" };

  function keyed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const links = [...marks.node().querySelectorAll("a")], at = links.indexOf(event.target);
    const next = { ArrowLeft: at - 1, ArrowRight: at + 1 }[event.key];
    if (at >= 0 && next !== undefined) {
      const to = links[Math.min(Math.max(next, 0), links.length - 1)];
      reached = d3.select(to).datum().id;
      draw();
      to.focus();
    } else if (KEYS[event.key]) {
      acts[KEYS[event.key]]();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // All of the time there is, with a view on a part of it.
  function begin() {
    width = drawn.clientWidth;
    let first = time(data.first), last = time(data.last) + DAY;
    const air = Math.max((last - first) * 0.02, 20 * DAY - (last - first) / 2);
    [first, last] = [Math.max(first - air, time("0001-01-01")), last + air];
    base = d3.scaleUtc([first, last], [0, width]);
    x = base;
    const days = (last - first) / DAY;
    zoom.scaleExtent([1, Math.max(1, days / 7)]).translateExtent([[0, 0], [width, BARS]]).extent([[0, 0], [width, BARS]]);
  }

  async function open() {
    box.hidden = false;
    width = drawn.clientWidth;
    data = await ask();
    if (!data.first) {
      box.hidden = true;
      return;
    }
    begin();
    pack();
    svg.call(zoom).on("keydown", keyed);
    go(time(data.from), time(data.to) + DAY);
    tell();
    for (const [name, act] of Object.entries(acts)) buttons[name].addEventListener("click", act);
    new ResizeObserver(() => {
      if (drawn.clientWidth === width || !drawn.clientWidth) return;
      const [from, to] = x.domain();
      begin();
      go(+from, +to);
    }).observe(drawn);
  }

  open().catch(() => { box.hidden = true; });
})();
