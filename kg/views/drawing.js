// The network on its canvas: what vis-network draws, and the marks that we add to its lines.
const FONT = '"Inter", "Segoe UI", "Noto Sans", "Noto Sans Arabic", "Geeza Pro", Tahoma, sans-serif';
const TEXT = 13.5; // pixels on the screen, at any zoom
const nodes = new vis.DataSet([]);
const edges = new vis.DataSet([]);
let network = null;
let touched = false; // whether the reader has moved the picture

const pairOf = (edge) => `${edge.from} ${edge.to}`;
// Lines between the same two actors are bent apart; one alone is straight.
const BENDS = { 1: [0], 2: [-0.13, 0.13], 3: [-0.2, 0, 0.2], 4: [-0.27, -0.1, 0.1, 0.27], 5: [-0.32, -0.16, 0, 0.16, 0.32] };
const bent = (place, among) => {
  const bends = BENDS[among] || Array.from({ length: among }, (_, index) => -0.4 + (0.8 * index) / (among - 1));
  const bend = bends[place];
  return bend ? { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) } : { enabled: false };
};

const neighbours = () => {
  if (!state.chosen) return null;
  if (state.chosen.edge !== undefined) return new Set([data.edges[state.chosen.edge].from, data.edges[state.chosen.edge].to]);
  const near = new Set([state.chosen.node]);
  for (const edge of data.edges) {
    if ((edge.from === state.chosen.node || edge.to === state.chosen.node) && shown(edge.statements).length) near.add(edge.from).add(edge.to);
  }
  return near;
};
const faded = (edge) => {
  if (!state.chosen) return false;
  return state.chosen.edge !== undefined ? state.chosen.edge !== edge.id : edge.from !== state.chosen.node && edge.to !== state.chosen.node;
};

const line = (edge, kept, place, among) => {
  const width = data.style.widths[Math.min(kept.length, data.style.widths.length - 1)];
  const aims = (code) => kept.some((each) => !data.kinds[each.kind].symmetric && each.target === code);
  const head = (code) => ({ enabled: aims(code), type: "arrow", scaleFactor: Math.max(0.35, 0.75 - width / 16) });
  const shade = faded(edge) ? ink("faint") : colour(edge.family);
  return {
    ...edge, width, title: undefined, smooth: bent(place, among), hoverWidth: 1, selectionWidth: 1.5, arrows: { to: head(edge.to), from: head(edge.from) },
    color: { color: shade, hover: colour(edge.family), highlight: colour(edge.family), inherit: false },
  };
};

const lines = () => {
  const kept = data.edges.map((edge) => [edge, shown(edge.statements)]).filter(([, each]) => each.length);
  const groups = new Map();
  for (const [edge] of kept) groups.set(pairOf(edge), [...(groups.get(pairOf(edge)) || []), edge.id]);
  return kept.map(([edge, each]) => { const group = groups.get(pairOf(edge)); return line(edge, each, group.indexOf(edge.id), group.length); });
};

const circle = (node, told, near) => {
  const hit = state.found && match(node.id, state.found);
  const chosen = state.chosen && state.chosen.node === node.id;
  const faint = !hit && ((near && !near.has(node.id)) || (state.found && !near));
  const fill = chosen || hit ? ink("chosen") : faint ? ink("faint") : ink("actor");
  return {
    ...node, title: undefined, size: data.style.sizes.of[Math.min(told, data.style.sizes.of.length - 1)], borderWidth: chosen ? 3 : 2, borderWidthSelected: 3,
    color: { background: fill, border: chosen ? ink("ink") : ink("ground"), highlight: { background: ink("chosen"), border: ink("ink") }, hover: { background: ink("chosen"), border: ink("ground") } },
    faint, told, chosen, hit: Boolean(hit),
  };
};

// Long names stand on two lines; each is isolated, so that Arabic and Latin keep their own order on the canvas.
const label = (text) => {
  const words = text.split(/\s+/);
  let best = [text];
  if (text.length > 14 && words.length > 1) {
    const cuts = words.slice(1).map((_, index) => [words.slice(0, index + 1).join(" "), words.slice(index + 1).join(" ")]);
    best = cuts.reduce((one, other) => (Math.max(...other.map((each) => each.length)) < Math.max(...one.map((each) => each.length)) ? other : one));
  }
  return best.map((each) => (each.length > 24 ? `${each.slice(0, 23)}…` : each)).map((each) => `\u2068${each}\u2069`).join("\n");
};

// Names keep their size on the screen at any zoom; where two would touch, that of whom less is told gives way.
const labelled = (circles, scale) => {
  const ratio = Math.min(scale, 1);
  const taken = [];
  const pencil = document.createElement("canvas").getContext("2d");
  pencil.font = `${TEXT}px ${FONT}`;
  const order = [...circles].sort((one, other) => other.chosen - one.chosen || other.hit - one.hit || one.faint - other.faint || other.told - one.told || (one.id < other.id ? -1 : 1));
  const texts = new Map();
  for (const node of order) {
    const rows = label(name(node.id)).split("\n");
    const half = Math.max(...rows.map((row) => pencil.measureText(row).width)) / 2;
    const [x, y] = [node.x * scale, (node.y + node.size) * scale + 4];
    const box = [x - half, y, x + half, y + rows.length * TEXT * 1.15];
    const free = taken.every((other) => box[2] < other[0] || box[0] > other[2] || box[3] < other[1] || box[1] > other[3]);
    if (free || node.chosen || node.hit) taken.push(box);
    texts.set(node.id, free || node.chosen || node.hit ? rows.join("\n") : " ");
  }
  return circles.map((node) => ({
    ...node, label: texts.get(node.id),
    font: { size: TEXT / ratio, face: FONT, color: node.faint ? (state.theme === "dark" ? "#6c767d" : "#9a9a94") : ink("ink"), strokeWidth: 4 / ratio, strokeColor: ink("ground"), vadjust: 0 },
  }));
};

// Changed in place: a set that is emptied and filled again loses its positions for a moment.
const put = (set, items) => {
  const ids = new Set(items.map((item) => item.id));
  set.remove(set.getIds().filter((id) => !ids.has(id)));
  set.update(items);
};

let circles = [];
const draw = () => {
  const drawn = lines();
  const told = new Map();
  for (const edge of drawn) for (const code of [edge.from, edge.to]) told.set(code, (told.get(code) || 0) + shown(edge.statements).length);
  const near = neighbours();
  circles = data.nodes.filter((node) => told.has(node.id)).map((node) => circle(node, told.get(node.id), near));
  put(edges, drawn);
  put(nodes, labelled(circles, network.getScale()));
  return { actors: circles.length, lines: drawn.length };
};
let labelledAt = 1;
const relabel = () => {
  if (Math.abs(network.getScale() / labelledAt - 1) < 0.04) return;
  labelledAt = network.getScale();
  nodes.update(labelled(circles, labelledAt));
};

// Opposition bears three bars, recognition a ring: whoever does not see the colours sees these.
const marks = (pencil) => {
  for (const edge of edges.get()) {
    const mark = (data.style.families[edge.family] || {}).mark;
    const drawn = network.body.edges[edge.id];
    if (!mark || mark === "none" || !drawn || !drawn.connected || !drawn.edgeType.getPoint) continue;
    const [before, middle, after] = [0.47, 0.5, 0.53].map((part) => drawn.edgeType.getPoint(part));
    pencil.save();
    pencil.translate(middle.x, middle.y);
    pencil.rotate(Math.atan2(after.y - before.y, after.x - before.x));
    pencil.strokeStyle = edge.color.color;
    pencil.fillStyle = ink("ground");
    pencil.lineWidth = 1.6 + edge.width / 10;
    const reach = 4 + edge.width * 0.75;
    pencil.beginPath();
    if (mark === "ring") pencil.arc(0, 0, reach * 0.9, 0, 2 * Math.PI);
    else for (const x of [-5, 0, 5]) { pencil.moveTo(x, -reach); pencil.lineTo(x, reach); }
    if (mark === "ring") pencil.fill();
    pencil.stroke();
    pencil.restore();
  }
};

const fit = () => { network.fit({ maxZoomLevel: 1.35, animation: false }); relabel(); touched = false; };
const zoom = (by) => { touched = true; network.moveTo({ scale: Math.min(4, Math.max(0.1, network.getScale() * by)) }); relabel(); };
const move = (x, y) => {
  touched = true;
  const at = network.getViewPosition();
  network.moveTo({ position: { x: at.x + x / network.getScale(), y: at.y + y / network.getScale() } });
};

const start = () => {
  network = new vis.Network(byId("network"), { nodes, edges }, { ...data.options, autoResize: true });
  network.on("click", ({ nodes: [node], edges: [edge] }) => choose(node !== undefined ? { node } : edge !== undefined ? { edge } : null));
  network.on("zoom", () => { touched = true; relabel(); });
  network.on("dragStart", ({ nodes: [node] }) => { touched = touched || node === undefined; });
  network.on("dragEnd", ({ nodes: moved }) => {
    const places = network.getPositions(moved);
    for (const code of moved) Object.assign(actors.get(code), places[code]);
    draw();
  });
  network.on("afterDrawing", marks);
  network.on("resize", () => { if (!touched) fit(); });
  for (const kind of ["Node", "Edge"]) {
    network.on(`hover${kind}`, () => { byId("network").classList.add("over"); });
    network.on(`blur${kind}`, () => { byId("network").classList.remove("over"); });
  }
  byId("network").addEventListener("keydown", (event) => {
    const does = { ArrowLeft: () => move(-60, 0), ArrowRight: () => move(60, 0), ArrowUp: () => move(0, -60), ArrowDown: () => move(0, 60), "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), 0: fit }[event.key];
    if (does) { event.preventDefault(); does(); }
  });
};
