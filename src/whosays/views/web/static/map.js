// The map: outlines, places sized by lines, how far off each may be; places that crowd stand as one.
"use strict";
(() => {
  const box = document.querySelector(".map");
  if (!box) return;

  const WORLD = 1000; // sides of the projected world; zooming does the rest
  const CLOSEST = 4000; // times the world's width
  const EARTH = 6371; // km
  const TOUCHING = 24; // pixels: nearer than that, places stand as one
  const NAMED = 30; // marks that may bear their name
  const projection = d3.geoMercator().scale(WORLD / (2 * Math.PI)).translate([WORLD / 2, WORLD / 2]);
  const path = d3.geoPath(projection).digits(4);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const number = new Intl.NumberFormat("en").format;
  const counted = (many, one, more = `${one}s`) => `${number(many)} ${many === 1 ? one : more}`;

  const make = (name, kind, ...children) => {
    const made = document.createElement(name);
    if (kind) made.className = kind;
    made.append(...children);
    return made;
  };
  const button = (sign, label, act) => {
    const made = make("button", "", sign);
    made.type = "button";
    made.ariaLabel = made.title = label;
    made.addEventListener("click", act);
    return made;
  };
  const json = async (address, signal) => {
    const answer = await fetch(address, { signal });
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer.json();
  };
  const asked = () => new URLSearchParams(location.search);

  // ── what there is to see ────────────────────────────────────────────────────────────────────────
  let places = [], countries = {}, size = d3.scaleSqrt(), groups = [], groupedAt = 0;

  const take = (points) => {
    countries = points.countries;
    places = points.places.map((one) => {
      const [x, y] = projection([one.lon, Math.max(-84, Math.min(84, one.lat))]);
      return { ...one, x, y, key: `${one.place} ${one.lat} ${one.lon}` };
    });
    size = d3.scaleSqrt([0, d3.sum(places, (one) => one.lines)], [2.5, 34]);
    groupedAt = 0;
  };

  const lines = (place) => {
    const wanted = asked();
    for (const field of ["place", "limit", "offset"]) wanted.delete(field);
    wanted.set("place", place.place);
    return wanted;
  };
  const land = (place) => countries[place.country] || "country not known";
  const figures = (one) => counted(one.lines, "statement") + (one.denied ? `, ${number(one.denied)} denied` : "");
  const within = (place) => `within ${number(Math.round(place.radius_km))} km`;
  const label = (group) => group.places.length > 1
    ? `${number(group.places.length)} places near ${group.places[0].name}: ${figures(group)}. Zoom in`
    : `${group.places[0].name}, ${land(group.places[0])}: ${figures(group)}, ${within(group.places[0])}`;

  // The largest come first and take in what would touch them; a grid finds who is near.
  const grouped = (k) => {
    if (k === groupedAt) return groups;
    const cells = new Map(), cell = 64;
    groups = [];
    for (const place of places) {
      const x = place.x * k, y = place.y * k, column = Math.floor(x / cell), row = Math.floor(y / cell);
      let near = null;
      for (let i = column - 1; i <= column + 1 && !near; i++)
        for (let j = row - 1; j <= row + 1 && !near; j++)
          near = cells.get(`${i} ${j}`)?.find((one) => Math.hypot(one.x - x, one.y - y) < TOUCHING);
      if (near) {
        near.places.push(place);
        near.lines += place.lines;
        near.denied += place.denied;
      } else {
        const made = { key: place.key, x, y, places: [place], lines: place.lines, denied: place.denied };
        const at = `${column} ${row}`;
        if (!cells.has(at)) cells.set(at, []);
        cells.get(at).push(made);
        groups.push(made);
      }
    }
    for (const group of groups) {
      group.all = size(group.lines);
      group.said = size(group.lines - group.denied);
    }
    groupedAt = k;
    return groups;
  };

  const disc = (place) => place.disc ??= path(
    d3.geoCircle().center([place.lon, place.lat]).radius((place.radius_km / EARTH) * (180 / Math.PI)).precision(6)(),
  );
  // Mercator stretches everything by the same factor near a point.
  const wide = (place, k) => (place.radius_km * k * WORLD) / (2 * Math.PI * EARTH * Math.cos((place.lat * Math.PI) / 180));

  // ── the frame ───────────────────────────────────────────────────────────────────────────────────
  const world = make("div", "world");
  world.tabIndex = 0;
  world.role = "group";
  world.ariaLabel = "Map of the places listed below. Arrow keys move it, plus and minus zoom, 0 shows all.";
  const svg = d3.select(world).append("svg");
  const moved = svg.append("g");
  const lands = moved.append("g"), nears = moved.append("g"), marks = svg.append("g");
  const scale = make("p", "scale");
  scale.ariaHidden = "true";
  const tip = make("div", "tip");
  tip.id = "tip";
  tip.hidden = true;
  const hands = make("div", "hands",
    button("+", "Zoom in", () => by(1.8)), button("−", "Zoom out", () => by(1 / 1.8)), button("⤢", "Show all places", () => whole()));
  const key = make("p", "key");
  key.innerHTML =
    '<span><svg viewBox="0 0 20 20" aria-hidden="true"><circle class="said" cx="10" cy="10" r="7"/></svg> a place; its area: statements</span>' +
    '<span class="many"><svg viewBox="0 0 20 20" aria-hidden="true"><circle class="said" cx="10" cy="10" r="7"/></svg> several, too near to tell apart here</span>' +
    '<span><svg viewBox="0 0 20 20" aria-hidden="true"><circle class="denied" cx="10" cy="10" r="7"/></svg> hollow: denied</span>' +
    '<span><svg viewBox="0 0 20 20" aria-hidden="true"><circle class="near" cx="10" cy="10" r="8"/></svg> it lies somewhere within</span>' +
    "<span>Drag moves the map; Ctrl and wheel, or two fingers, zoom it</span>";
  world.append(hands, scale, tip);
  box.append(world, key);
  box.hidden = false;

  const zoom = d3.zoom()
    .translateExtent([[0, 0], [WORLD, WORLD]])
    .filter((event) => event.type === "wheel" ? event.ctrlKey || event.metaKey || world.contains(document.activeElement)
      : event.touches ? event.touches.length > 1 : !event.button)
    .on("zoom", () => later());
  svg.call(zoom).on("dblclick.zoom", null);

  const unhurried = (target) => calm.matches ? target : target.transition().duration(250);
  const by = (factor) => zoom.scaleBy(unhurried(svg), factor);
  const fit = (some, target = svg, apart = false) => {
    const { width, height } = svg.node().getBoundingClientRect();
    const [[left, top], [right, bottom]] = some.length
      ? [[d3.min(some, (p) => p.x), d3.min(some, (p) => p.y)], [d3.max(some, (p) => p.x), d3.max(some, (p) => p.y)]]
      : [[0, 170], [WORLD, 690]];
    const margin = 60, [least, most] = zoom.scaleExtent();
    const close = Math.min((width - 2 * margin) / Math.max(right - left, 1e-6), (height - 2 * margin) / Math.max(bottom - top, 1e-6));
    // One place alone is shown with the land around it; several that touch, so near that they no longer do.
    const widest = d3.max(some, (p) => wide(p, 1)) || 1;
    const k = Math.max(least, Math.min(close, most, apart ? Infinity : Math.min(width, height) / 2.4 / Math.max(widest, 3)));
    zoom.transform(target, d3.zoomIdentity.translate(width / 2, height / 2).scale(k).translate(-(left + right) / 2, -(top + bottom) / 2));
  };
  // At first, where most of it is said to be: one place far off would make the others a blot.
  const most = () => {
    const sums = d3.cumsum(places, (one) => one.lines);
    return places.filter((_, at) => !at || sums[at] <= 0.8 * sums[sums.length - 1]);
  };
  const whole = () => fit(places, unhurried(svg));
  const hidden = () => {
    const t = d3.zoomTransform(svg.node()), { width, height } = svg.node().getBoundingClientRect();
    return !places.some(({ x, y }) => Math.abs(t.applyX(x) / width - 0.5) < 0.5 && Math.abs(t.applyY(y) / height - 0.5) < 0.5);
  };
  const measure = () => {
    const { width, height } = svg.node().getBoundingClientRect();
    const least = Math.min(width / WORLD, height / 520);
    zoom.scaleExtent([least, (width / WORLD) * CLOSEST]).extent([[0, 0], [width, height]]);
  };

  // ── drawing ─────────────────────────────────────────────────────────────────────────────────────
  let due = 0;
  const later = () => { due ||= requestAnimationFrame(draw); };

  const draw = () => {
    due = 0;
    const t = d3.zoomTransform(svg.node());
    const { width, height } = svg.node().getBoundingClientRect();
    const seen = (x, y, r) => x + r > 0 && x - r < width && y + r > 0 && y - r < height;
    moved.attr("transform", t);
    lands.selectAll("path").attr("display", (one) => {
      const [[left, top], [right, bottom]] = one.bounds;
      return t.applyX(right) > 0 && t.applyX(left) < width && t.applyY(bottom) > 0 && t.applyY(top) < height ? null : "none";
    });
    const inside = grouped(t.k).filter((one) => seen(one.x + t.x, one.y + t.y, one.all));
    const loose = groups.flatMap((group) => group.places.filter((place) => {
      const r = wide(place, t.k);
      return r > group.all + 2 && seen(t.applyX(place.x), t.applyY(place.y), r);
    }));
    nears.selectAll("path").data(loose, (one) => one.key).join("path").attr("class", "near").attr("d", disc);
    marks.selectAll("a").data(inside, (one) => one.key).join(appear)
      .attr("transform", (one) => `translate(${one.x + t.x},${one.y + t.y})`)
      .each(dress);
    name(inside, t);
    bar(t, width, height);
    if (t.k > width / WORLD * 3) nearer();
  };

  const appear = (enter) => {
    const made = enter.append("a").attr("class", "mark");
    made.append("circle").attr("class", "hit");
    made.append("circle").attr("class", "said");
    made.append("circle").attr("class", "denied");
    made.append("text").attr("class", "count");
    made.append("text").attr("class", "name");
    return made.on("pointerenter focus", (event, one) => tell(one, event.currentTarget))
      .on("pointerleave blur", () => silent())
      .on("click", open)
      .on("keydown", (event, one) => { if (event.key === "Enter" && one.places.length > 1) open(event, one); });
  };

  const dress = function (one) {
    const several = one.places.length > 1, mark = d3.select(this);
    mark.attr("class", several ? "mark many" : "mark").attr("aria-label", label(one)).attr("tabindex", 0)
      .attr("role", several ? "button" : null)
      .attr("href", several ? null : `/chronology?${lines(one.places[0])}`);
    mark.select(".hit").attr("r", Math.max(12, one.all + 2));
    mark.select(".said").attr("r", one.lines > one.denied ? one.said : 0);
    mark.select(".denied").attr("r", one.denied ? Math.max(one.all, 3) + 1 : 0);
    mark.select(".count").text(several && one.said > 8 ? number(one.places.length) : "");
  };

  // Names where there is room, of those with the most lines first.
  const name = (inside, t) => {
    const taken = inside.slice(0, 150).map((one) => [one.x - one.all, one.y - one.all, one.x + one.all, one.y + one.all]);
    const shown = new Map();
    for (const one of inside.slice(0, NAMED)) {
      const words = one.places[0].name.slice(0, 40), left = one.x + one.all + 4;
      const room = [left, one.y - 7, left + words.length * 6.6, one.y + 7];
      if (taken.some(([a, b, c, d]) => room[0] < c && room[2] > a && room[1] < d && room[3] > b)) continue;
      taken.push(room);
      shown.set(one.key, words);
    }
    marks.selectAll("a").select(".name").attr("x", (one) => one.all + 4).attr("y", 4).text((one) => shown.get(one.key) || "");
  };

  const bar = (t, width, height) => {
    const lat = projection.invert([t.invertX(width / 2), t.invertY(height / 2)])[1];
    const km = (2 * Math.PI * EARTH * Math.cos((lat * Math.PI) / 180)) / (WORLD * t.k);
    const most = km * 110, unit = 10 ** Math.floor(Math.log10(most));
    const told = [5, 2, 1].find((times) => times * unit <= most) * unit;
    scale.textContent = `${number(told)} km`;
    scale.style.width = `${told / km}px`;
  };

  const outlines = (topology) => {
    const shapes = topojson.feature(topology, topology.objects.countries).features;
    const drawn = shapes.map((shape) => ({ d: path(shape), bounds: path.bounds(shape) })).filter((one) => one.d);
    lands.selectAll("path").data(drawn).join("path").attr("class", "land").attr("d", (one) => one.d);
    later();
  };
  let wanted = false;
  const nearer = () => {
    if (wanted) return;
    wanted = true;
    json(box.dataset.near).then(outlines, () => { wanted = false; });
  };

  // ── what is said there ──────────────────────────────────────────────────────────────────────────
  let telling = 0, told = null;
  const silent = (after = 250) => {
    clearTimeout(telling);
    telling = setTimeout(() => { tip.hidden = true; told?.removeAttribute("aria-describedby"); }, after);
  };
  tip.addEventListener("pointerenter", () => clearTimeout(telling));
  tip.addEventListener("pointerleave", () => silent());

  const tell = (group, mark) => {
    clearTimeout(telling);
    told?.removeAttribute("aria-describedby");
    told = mark;
    mark.setAttribute("aria-describedby", "tip");
    const [first] = group.places, several = group.places.length > 1;
    tip.replaceChildren(make("p", "", make("b", "", make("bdi", "", first.name)),
      several ? ` and ${counted(group.places.length - 1, "other")}` : `, ${land(first)}`));
    tip.append(make("p", "", several ? figures(group) : `${figures(group)}; ${within(first)}`));
    for (const place of several ? group.places.slice(0, 6) : []) {
      const link = make("a", "", make("bdi", "", place.name));
      link.href = `/chronology?${lines(place)}`;
      tip.append(make("p", "", link, ` ${number(place.lines)}`));
    }
    tip.hidden = false;
    beside(group);
    if (!several) telling = setTimeout(() => quote(group, mark), 150);
  };

  // Below the mark, or above it where there is no room.
  const beside = (group) => {
    const t = d3.zoomTransform(svg.node()), x = group.x + t.x, y = group.y + t.y, away = group.all + 8;
    const below = y + away + tip.offsetHeight <= world.clientHeight;
    tip.style.left = `${Math.max(0, Math.min(x + 12, world.clientWidth - tip.offsetWidth))}px`;
    tip.style.top = `${below ? y + away : Math.max(0, y - away - tip.offsetHeight)}px`;
  };

  const quote = async (group, mark) => {
    const [place] = group.places;
    place.first ??= json(`/chronology.json?${lines(place)}&limit=3`).then((page) => page.lines, () => []);
    const some = await place.first;
    if (told !== mark || tip.hidden || tip.querySelector(".words")) return;
    for (const line of some.slice(0, 3)) {
      const words = line.statements[0].summary.replace(/\s+/g, " ");
      tip.append(make("p", "words", `${line.date}: `, make("bdi", "", words.length > 140 ? `${words.slice(0, 140)}…` : words)));
    }
    beside(group);
  };

  const open = (event, group) => {
    if (group.places.length === 1) return;
    event.preventDefault();
    silent(0);
    world.focus(); // the mark itself may be gone in a moment
    fit(group.places, unhurried(svg), true);
  };

  // ── keys ────────────────────────────────────────────────────────────────────────────────────────
  const KEYS = {
    ArrowLeft: () => pan(80, 0), ArrowRight: () => pan(-80, 0), ArrowUp: () => pan(0, 80), ArrowDown: () => pan(0, -80),
    "+": () => by(1.8), "=": () => by(1.8), "-": () => by(1 / 1.8), 0: whole, Escape: () => silent(0),
  };
  const pan = (x, y) => { const { k } = d3.zoomTransform(svg.node()); zoom.translateBy(unhurried(svg), x / k, y / k); };
  world.addEventListener("keydown", (event) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? null : KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });

  // ── time ────────────────────────────────────────────────────────────────────────────────────────
  const slider = (years) => {
    if (years.length < 2) return;
    // A few stray dates would leave no room to all others: the ends of the slider are open.
    const all = d3.sum(years, ([, many]) => many), sums = d3.cumsum(years, ([, many]) => many);
    const low = years[d3.bisectLeft(sums, all * 0.005)][0];
    const high = years[Math.min(d3.bisectLeft(sums, all * 0.995), years.length - 1)][0];
    if (low >= high) return;
    const many = new Map(), given = asked();
    for (const [year, lines] of years) {
      const at = Math.max(low, Math.min(high, year));
      many.set(at, (many.get(at) || 0) + lines);
    }
    const frame = make("fieldset", "years", make("legend", "", "Lines by year; narrowed, the map leaves out what has no date"));
    const bars = d3.select(frame).append("svg").attr("viewBox", `0 0 ${high - low + 1} 1`).attr("preserveAspectRatio", "none").attr("aria-hidden", "true");
    const tall = d3.scaleSqrt([0, d3.max(many.values())], [0, 1]);
    bars.selectAll("rect").data([...many]).join("rect").attr("x", ([year]) => year - low + 0.08).attr("width", 0.84)
      .attr("y", ([, lines]) => 1 - tall(lines)).attr("height", ([, lines]) => tall(lines));
    const hand = (words, field, open) => {
      const input = make("input"), out = make("output");
      Object.assign(input, { type: "range", min: low, max: high, step: 1, value: Number.parseInt(given.get(field), 10) || open });
      frame.append(Object.assign(make("label", "hand", make("span", "", words), input, out)));
      return { input, out, field, open };
    };
    const from = hand("From", "earliest", low), to = hand("To", "latest", high);
    const show = () => {
      for (const { input, out, open } of [from, to]) out.textContent = Number(input.value) === open ? `${open} or ${open === low ? "before" : "after"}` : input.value;
      bars.selectAll("rect").attr("class", ([year]) => year >= from.input.value && year <= to.input.value ? "bar in" : "bar");
    };
    let waiting = 0, going = null;
    const changed = (one, other) => {
      if (Number(from.input.value) > Number(to.input.value)) other.input.value = one.input.value;
      show();
      clearTimeout(waiting);
      waiting = setTimeout(async () => {
        going?.abort();
        going = new AbortController();
        const fields = asked();
        fields.delete("offset");
        for (const { input, field, open } of [from, to])
          if (Number(input.value) === open) fields.delete(field); else fields.set(field, input.value);
        const address = fields.size ? `/map?${fields}` : "/map";
        try {
          const [points, page] = await Promise.all([
            json(`${box.dataset.points}?${fields}`, going.signal),
            fetch(address, { signal: going.signal }).then((answer) => answer.text()),
          ]);
          history.replaceState(null, "", address);
          take(points);
          if (hidden()) whole(); else later();
          list(page);
        } catch (error) {
          if (error.name !== "AbortError") throw error;
        }
      }, 120);
    };
    from.input.addEventListener("input", () => changed(from, to));
    to.input.addEventListener("input", () => changed(to, from));
    show();
    box.append(frame);
  };

  // The list below, and the days of the form, say the same as the map.
  const list = (page) => {
    const made = new DOMParser().parseFromString(page, "text/html");
    document.getElementById("places").replaceWith(made.getElementById("places"));
    for (const input of document.querySelectorAll(".days input[type=text]"))
      input.value = made.querySelector(`.days input[name=${input.name}]`).value;
  };

  // ── begin ───────────────────────────────────────────────────────────────────────────────────────
  const begin = async () => {
    const far = json(box.dataset.far);
    const fields = asked();
    for (const field of ["limit", "offset"]) fields.delete(field);
    const points = await json(`${box.dataset.points}?${fields}`);
    take(points);
    measure();
    fit(most());
    slider(points.years);
    outlines(await far);
    if (points.left_out) key.append(make("span", "", `${counted(points.left_out, "place")} with fewer statements not drawn`));
    new ResizeObserver(() => { measure(); later(); }).observe(world);
  };
  begin().catch(() => { box.hidden = true; });
})();
