// All that is told between two actors on an axis of time, with a line of their score.
Object.assign(state, { score: "goldstein" });
const [ONE, OTHER] = data.view.actors;
const BIN = 15; // pixels across that marks share before they are stacked
// The whole runs as the page does, each name as it is written.
const toText = (from, to) => `${mirrored() ? "\u2067" : "\u2066"}${held(name(from))} ${mirrored() ? "←" : "→"} ${held(name(to))}\u2069`;
const lanesOf = () => [
  { key: "on", label: toText(ONE, OTHER), has: (each) => !data.kinds[each.kind].symmetric && each.source === ONE },
  { key: "both", label: word("undirected"), has: (each) => data.kinds[each.kind].symmetric },
  { key: "back", label: toText(OTHER, ONE), has: (each) => !data.kinds[each.kind].symmetric && each.source === OTHER },
];

// Cooperation is a disc with plus, opposition a square with minus, recognition a ring; what is only planned is hollow.
const SIZE = 6;
const sign = (statement) => {
  const tint = colour(family(statement));
  const { mark: shape } = look(family(statement));
  const hollow = statement.status !== "actual";
  const fill = { fill: hollow ? ink("ground") : tint, stroke: tint, "stroke-width": 1.6, "stroke-dasharray": { intended: "3 2", denied: "1 2" }[statement.status] || "none", "fill-opacity": statement.span || hollow ? 1 : 0.55 };
  const stroke = { stroke: hollow ? tint : ink("ground"), "stroke-width": 1.6 };
  if (shape === "bars") return [drawing("rect", { x: -SIZE, y: -SIZE, width: 2 * SIZE, height: 2 * SIZE, ...fill }), drawing("path", { d: "M-3 0H3", ...stroke })];
  if (shape === "ring") return [drawing("circle", { r: SIZE, ...fill }), drawing("circle", { r: 2.4, fill: hollow ? tint : ink("ground") })];
  return [drawing("circle", { r: SIZE + 0.5, ...fill }), drawing("path", { d: "M-3 0H3M0 -3V3", ...stroke })];
};
const markText = (statement) => {
  const date = statement.date ? statement.date.split("/").map(day).join(" – ") : day(article(statement).published);
  const who = statement.speaker ? held(name(statement.speaker)) : held(article(statement).outlet || word("outlet"));
  return `${date}: ${held(name(statement.source))} ${kindName(statement.kind)} ${held(name(statement.target))}${statement.status === "actual" ? "" : ` (${word(statement.status)})`}. ${word("saidBy")} ${who}`;
};

// Marks of one lane that would cover each other are stacked.
const stacked = (statements, x) => {
  const bins = new Map();
  return statements.map((each) => {
    const [start, end] = daysOf(each);
    const at = (x(start) + x(end)) / 2; // of a stretch, the middle of what is seen of it
    const bin = Math.round(at / BIN);
    const level = bins.get(bin) || 0;
    bins.set(bin, level + 1);
    return { each, at: end - start > VAGUE ? at : bin * BIN + (at - bin * BIN) * 0.2, level, start, end };
  });
};
const MOST_LEVELS = 14;
const laneSvg = (lane, x, base, levels) => {
  const step = Math.min(BIN, (MOST_LEVELS * BIN) / levels);
  return lane.marks.map(({ each, at, level, start, end }) => {
    const y = base - 10 - level * step;
    const chosen = state.chosen && state.chosen.one === each.number;
    const stretch = end - start > VAGUE ? [drawing("path", { d: `M${x(start)} ${y}H${x(end)}`, stroke: colour(family(each)), "stroke-width": 2.5, "stroke-opacity": 0.45 })] : [];
    const halo = chosen ? [drawing("circle", { r: 11, fill: "none", stroke: ink("chosen"), "stroke-width": 3 })] : [];
    return { number: each.number, start, element: mark(markText(each), () => choose({ one: each.number }), ...stretch, drawing("g", { transform: `translate(${at} ${y})` }, ...halo, drawing("circle", { r: 8, fill: "transparent" }), ...sign(each))) };
  });
};

// Each fact counts once, however many report it, at its first day; plans and denials do not.
const scorePoints = () => {
  const first = new Map();
  for (const each of passing) {
    const days = daysOf(each);
    const value = data.kinds[each.kind].scores[state.score];
    if (each.status !== "actual" || !days || value === null || days[1] - days[0] > LONG) continue;
    if (!first.has(each.fact) || first.get(each.fact)[0] > days[0]) first.set(each.fact, [days[0], value]);
  }
  let sum = 0;
  return [...first.values()].sort(([one], [other]) => one - other).map(([at, value]) => [at, (sum += value)]);
};
const SCORE_HEIGHT = 110;
const scoreSvg = (x, range, top, left, right, width) => {
  const points = scorePoints();
  if (!points.length) return [];
  const values = [0, ...points.map(([, value]) => value)];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const y = (value) => top + 8 + (SCORE_HEIGHT - 16) * (1 - (value - low) / (high - low || 1));
  let d = `M${facingX(left, width)} ${y(0)}`;
  for (const [at, value] of points) d += `H${x(at)}V${y(value)}`;
  d += `H${facingX(right, width)}`;
  const last = values.at(-1);
  const tint = last < 0 ? colour("opposes") : colour("cooperatesWith");
  return [
    svgText(facingX(left, width), top - 10, `${word("scoreSum")} (${word(state.score)})`, { "text-anchor": mirrored() ? "end" : "start", "font-weight": 600, fill: ink("quiet") }),
    drawing("path", { d: `M${facingX(left, width)} ${y(0)}H${facingX(right, width)}`, stroke: ink("actor"), "stroke-width": 1, "stroke-dasharray": "2 3" }),
    drawing("path", { d, fill: "none", stroke: ink("ink"), "stroke-width": 2 }),
    svgText(facingX(left - 6, width), y(0) + 4, "0", { "text-anchor": mirrored() ? "start" : "end", fill: ink("quiet") }),
    svgText(facingX(right + 6, width), y(last) + 4, `${last > 0 ? "+" : last < 0 ? "−" : ""}${Math.round(Math.abs(last) * 10) / 10}`, { "text-anchor": mirrored() ? "end" : "start", "font-weight": 700, "font-size": 13, fill: tint }),
  ];
};

const LEFT = 34;
const outside = (range) => passing.filter((each) => !daysOf(each) || !onAxis(daysOf(each), range));
const pairSvg = () => {
  const dated = passing.filter(daysOf);
  const width = roomOf(340);
  const right = width - 52;
  if (!dated.length) return { svg: svgPicture(width, 10), marks: [] };
  const range = domain(dated.map(daysOf));
  const x = scaleOf(range, LEFT, right, width);
  const within = dated.filter((each) => onAxis(daysOf(each), range)).sort((one, other) => daysOf(one)[0] - daysOf(other)[0] || one.number - other.number);
  const lanes = lanesOf().map((lane) => ({ ...lane, marks: stacked(within.filter(lane.has), x) }));
  const elements = [];
  const found = [];
  let y = 26;
  const top = y;
  for (const lane of lanes) {
    const levels = Math.max(1, ...lane.marks.map(({ level }) => level + 1));
    elements.push(svgText(facingX(LEFT, width), y, lane.label, { "text-anchor": mirrored() ? "end" : "start", "font-weight": 600, "font-size": 13 }));
    y += 14 + Math.max(2, Math.min(levels, MOST_LEVELS)) * BIN + 8;
    elements.push(drawing("path", { d: `M${facingX(LEFT, width)} ${y}H${facingX(right, width)}`, stroke: ink("actor"), "stroke-width": 1.2 }));
    found.push(...laneSvg(lane, x, y, levels));
    y += 30;
  }
  const score = scoreSvg(x, range, y + 12, LEFT, right, width);
  const bottom = score.length ? y + 12 + SCORE_HEIGHT : y - 16;
  const marks = found.sort((one, other) => one.start - other.start || one.number - other.number).map(({ element }) => element);
  const left = outside(range);
  const notes = left.length ? [mark(word("offAxis", { count: left.length }), () => choose({ month: [ONE, "", "undated"] }), svgText(facingX(LEFT, width), bottom + 42, word("offAxis", { count: left.length }), { "text-anchor": mirrored() ? "end" : "start", fill: ink("link"), "text-decoration": "underline" }))] : [];
  const svg = svgPicture(width, bottom + (notes.length ? 58 : 30), ...axisSvg(range, x, top + 4, bottom, right - LEFT), ...elements, ...score, ...marks, ...notes);
  return { svg, marks: [...marks, ...notes] };
};

const picture = {
  start: () => {
    byId("scoring").hidden = false;
    byId("score").addEventListener("change", ({ target }) => { state.score = target.value; refresh(); });
    new ResizeObserver(() => picture.draw()).observe(byId("picture"));
  },
  draw: () => {
    const { svg, marks } = pairSvg();
    roving(marks);
    redrawn(svg);
    return passing.length ? data.nodes.length : 0;
  },
  fit: () => {},
  controls: () => choices("score", "score", ["goldstein", "plover"].map((key) => [key, word(key)])),
  legend: () => {
    const small = (about) => drawing("svg", { class: "sample", width: 18, height: 16, viewBox: "-9 -8 18 16", "aria-hidden": "true" }, ...sign({ kind: kinds.find((kind) => data.kinds[kind].family === about.family), span: true, status: "actual", ...about }));
    const [first] = families;
    return [
      ...families.map((key) => [small({ family: key }), familyName(key)]),
      ...statuses.filter((key) => key !== "actual").map((key) => [small({ family: first, status: key }), word(key)]),
      ...(first ? [[small({ family: first, span: null }), word("byArticle")]] : []),
      [sample(ink("actor"), { width: 3 }), word("vagueDate")],
    ];
  },
  svg: () => pairSvg().svg,
  opening: () => "",
  some: () => ({ title: word("statements"), statements: outside(domain(passing.filter(daysOf).map(daysOf))) }),
  release: () => {},
  reshown: () => picture.draw(),
};
