// The network as one of the pictures of a page: its own controls, what it opens, and the same as SVG.
Object.assign(state, { size: "told", width: "statements", clusters: false, opened: new Set(), persons: new Set() });

const drawControls = () => {
  byId("drawing").hidden = false;
  choices("size", "size", ["told", "ties", "between"].map((key) => [key, word(`size_${key}`)]));
  choices("width", "width", ["statements", "facts"].map((key) => [key, word(`width_${key}`)]));
  byId("clusters").checked = state.clusters;
};
const listenToDrawing = () => {
  for (const id of ["size", "width"]) byId(id).addEventListener("change", ({ target }) => { state[id] = target.value; refresh(); });
  byId("clusters").addEventListener("change", ({ target }) => { state.clusters = target.checked; refresh(); });
};

// Buttons that open what is folded: the kinds of a line, who speaks for an actor.
const toggle = (set, key, open, close) => make("button", { type: "button", class: "open", "aria-pressed": String(set.has(key)),
  press: () => { if (set.has(key)) set.delete(key); else set.add(key); refresh(); } }, word(set.has(key) ? close : open));
const opening = ({ edge, node }) => {
  if (edge) return distinct(shown(edge).map((each) => each.kind)).length > 1 || state.opened.has(edge.id) ? toggle(state.opened, edge.id, "unfold", "foldUp") : "";
  return speakersOf(node).length || state.persons.has(node) ? toggle(state.persons, node, "unfoldPersons", "foldPersons") : "";
};
const personPanel = ([code, person]) => ({
  title: isolated(inLanguage(data.names[person] || {}) || person),
  statements: passing.filter((each) => each.speaker === code && each.person === person),
});

// The largest clusters of those drawn; beyond as many colours as there are, colours come again.
const coloured = () => {
  const palette = data.style.clusters[state.theme];
  const numbers = distinct(circles.map((node) => (actors.get(node.id) || {}).cluster).filter(Boolean)).sort((one, other) => one - other);
  return numbers.slice(0, palette.length).map((number) => {
    const dot = drawing("svg", { class: "sample", width: 14, height: 14, viewBox: "0 0 14 14", "aria-hidden": "true" }, drawing("circle", { cx: 7, cy: 7, r: 6, fill: palette[(number - 1) % palette.length] }));
    return [dot, word("cluster", { number })];
  });
};

const networkLegend = () => [
  ...families.map((key) => [familySample(key), familyName(key)]),
  ...statuses.filter((key) => data.style.statuses[key]).map((key) => [statusSample(key), word(key)]),
  [sample(ink("actor"), { arrowhead: true }), word("towards")],
  [sample(ink("actor"), { width: 6 }), word(`wider_${state.width}`)],
  ...distinct([...data.nodes.map((node) => node.kind), ...(state.persons.size ? ["PERSON"] : [])]).sort().reverse().map((kind) => [symbol(kind), word(kind)]),
  ...(state.clusters ? coloured() : []),
  ...(data.view.kind === "ego" ? [["", word("sides")]] : []),
];

// The picture for saving: what is drawn, at the places that it has, in one SVG.
const path = (edge) => {
  const { edgeType } = network.body.edges[edge.id];
  const steps = edge.smooth.enabled ? 16 : 1;
  return Array.from({ length: steps + 1 }, (_, index) => edgeType.getPoint(index / steps));
};
const round = (value) => Math.round(value * 10) / 10;
const lineSvg = (edge) => {
  const points = path(edge);
  const [dash, stroke] = [edge.dashes ? edge.dashes.join(" ") : "none", edge.color.color];
  const found = [drawing("path", { d: points.map(({ x, y }, index) => `${index ? "L" : "M"}${round(x)} ${round(y)}`).join(""), stroke, "stroke-opacity": edge.color.opacity ?? 1, "stroke-width": edge.width, fill: "none", "stroke-dasharray": dash })];
  const middle = points.length > 2 ? points[8] : { x: (points[0].x + points[1].x) / 2, y: (points[0].y + points[1].y) / 2 };
  const turn = (Math.atan2(points.at(-1).y - points[0].y, points.at(-1).x - points[0].x) * 180) / Math.PI;
  const at = `translate(${round(middle.x)} ${round(middle.y)}) rotate(${round(turn)})`;
  const reach = 4 + edge.width * 0.75;
  const sign = drawn.length > CROWD ? "none" : look(edge.family).mark;
  if (sign === "ring") found.push(drawing("circle", { r: reach * 0.9, transform: at, stroke, fill: ink("ground"), "stroke-width": 2 }));
  if (sign === "bars") found.push(drawing("path", { d: [-5, 0, 5].map((x) => `M${x} ${-reach}V${reach}`).join(""), transform: at, stroke, "stroke-width": 2 }));
  if (edge.label) found.push(svgText(middle.x, middle.y - 9, edge.label, { "text-anchor": "middle", stroke: ink("ground"), "stroke-width": 4, "paint-order": "stroke" }));
  for (const [end, code, list] of [["to", edge.to, points], ["from", edge.from, [...points].reverse()]]) {
    if (!edge.arrows[end].enabled) continue;
    const { size } = circles.find((node) => node.id === code);
    const tip = list.at(-1);
    const rear = list.find((point) => Math.hypot(point.x - tip.x, point.y - tip.y) < size + 40) || list[0];
    const angle = Math.atan2(tip.y - rear.y, tip.x - rear.x);
    const [x, y] = [tip.x - (size + 2) * Math.cos(angle), tip.y - (size + 2) * Math.sin(angle)];
    const wide = 5 + edge.width / 2;
    found.push(drawing("path", { d: `M0 0L${-2 * wide} ${-wide}V${wide}Z`, fill: stroke, transform: `translate(${round(x)} ${round(y)}) rotate(${round((angle * 180) / Math.PI)})` }));
  }
  return found;
};
const OUTLINES = { diamond: "M0 -1L1 0L0 1L-1 0Z", triangle: "M0 -1L.9 .6H-.9Z", square: "M-.8 -.8H.8V.8H-.8Z", hexagon: "M-1 0L-.5 -.87H.5L1 0L.5 .87H-.5Z" };
const nodeSvg = (node) => {
  const at = network.getPositions([node.id])[node.id];
  const look = { fill: node.color.background, stroke: node.color.border, "stroke-width": node.borderWidth, transform: `translate(${round(at.x)} ${round(at.y)})` };
  const outline = OUTLINES[node.shape];
  const shape = outline ? drawing("path", { ...look, d: outline.replace(/-?[\d.]+/g, (each) => round(Number(each) * node.size)) }) : drawing("circle", { ...look, r: node.size });
  const code = coded(node) ? [svgText(at.x, at.y + node.size * 0.25, node.id, { "text-anchor": "middle", "font-size": node.size * 0.68, "font-weight": 600, fill: ink("ground") })] : [];
  const rows = node.label.trim() ? node.label.split("\n") : [];
  const texts = rows.map((row, index) => svgText(at.x, at.y + node.size + 17 + index * 15 + (node.font.vadjust ? -2 * node.size - 24 - 15 * (rows.length - 1) : 0), row,
    { "text-anchor": "middle", "font-size": 13.5, fill: node.font.color, stroke: ink("ground"), "stroke-width": 4, "paint-order": "stroke" }));
  return [shape, ...code, ...texts];
};
const networkSvg = () => {
  const all = labelled(circles, 1);
  const places = Object.values(network.getPositions(circles.map((node) => node.id)));
  const [left, top] = [Math.min(0, ...places.map(({ x }) => x)) - 110, Math.min(0, ...places.map(({ y }) => y)) - 70];
  const [width, height] = [Math.max(0, ...places.map(({ x }) => x)) + 110 - left, Math.max(0, ...places.map(({ y }) => y)) + 80 - top];
  return drawing("svg", { width, height, viewBox: `${left} ${top} ${width} ${height}` }, drawing("rect", { x: left, y: top, width, height, fill: ink("ground") }), ...drawn.flatMap(lineSvg), ...all.reverse().flatMap(nodeSvg));
};

const picture = {
  start: () => { start(); listenToDrawing(); },
  draw,
  fit,
  controls: drawControls,
  legend: networkLegend,
  svg: networkSvg,
  opening,
  some: ({ person }) => personPanel(person),
  release: () => network.unselectAll(),
  reshown: () => { network.redraw(); if (!touched) fit(); },
};
