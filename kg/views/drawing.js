// The network on its canvas: what vis-network draws, and the marks that we add to its lines.
const FONT = '"Inter", "Segoe UI", "Noto Sans", "Noto Sans Arabic", "Geeza Pro", Tahoma, sans-serif';
const TEXT = window.innerWidth < 700 ? 12 : 13.5; // pixels on the screen, at any zoom
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

// A straight line through a third actor would seem to end there: it goes around.
const around = (edge, there) => {
  const [from, to] = [actors.get(edge.from), actors.get(edge.to)];
  const [x, y] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(x, y) || 1;
  for (const node of there) {
    if (node.id === edge.from || node.id === edge.to) continue;
    const along = ((node.x - from.x) * x + (node.y - from.y) * y) / length;
    const beside = ((node.x - from.x) * y - (node.y - from.y) * x) / length;
    if (along > 0 && along < length && Math.abs(beside) < 26) return { enabled: true, type: beside > 0 ? "curvedCCW" : "curvedCW", roundness: Math.min(0.35, 0.05 + 45 / length) };
  }
  return { enabled: false };
};

const neighbours = () => {
  if (!state.chosen) return null;
  if (state.chosen.edge !== undefined) return new Set([data.edges[state.chosen.edge].from, data.edges[state.chosen.edge].to]);
  const near = new Set([state.chosen.node]);
  for (const edge of data.edges) {
    if ((edge.from === state.chosen.node || edge.to === state.chosen.node) && shown(edge).length) near.add(edge.from).add(edge.to);
  }
  return near;
};
const faded = (edge) => {
  if (!state.chosen) return state.found !== "" && !match(edge.from, state.found) && !match(edge.to, state.found);
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
  const found = data.edges.map((edge) => [edge, shown(edge)]).filter(([, each]) => each.length);
  const groups = new Map();
  for (const [edge] of found) groups.set(pairOf(edge), [...(groups.get(pairOf(edge)) || []), edge.id]);
  const there = data.nodes.filter((node) => found.some(([edge]) => edge.from === node.id || edge.to === node.id));
  return found.map(([edge, each]) => {
    const group = groups.get(pairOf(edge));
    const drawn = line(edge, each, group.indexOf(edge.id), group.length);
    return drawn.smooth.enabled ? drawn : { ...drawn, smooth: around(edge, there) };
  });
};

const circle = (node, told, near) => {
  const hit = state.found && match(node.id, state.found);
  const chosen = state.chosen && state.chosen.node === node.id;
  const faint = !hit && ((near && !near.has(node.id)) || (state.found && !near));
  const fill = chosen || hit ? ink("chosen") : faint ? ink("faint") : ink("actor");
  return {
    ...node, title: undefined, size: data.style.sizes[Math.min(told, data.style.sizes.length - 1)], borderWidth: chosen ? 3 : 2, borderWidthSelected: 3,
    color: { background: fill, border: chosen ? ink("ink") : ink("ground"), highlight: { background: ink("chosen"), border: ink("ink") }, hover: { background: ink("chosen"), border: ink("ground") } },
    faint, told, chosen, hit: Boolean(hit),
  };
};

// Long names stand on two or three lines; each is isolated, so that Arabic and Latin keep their own order on the canvas.
const label = (text) => {
  const rows = text.length <= 14 ? 1 : text.length <= 32 ? 2 : 3;
  const wrapped = [""];
  for (const part of text.split(/\s+/)) {
    const last = wrapped[wrapped.length - 1];
    // A word that lies more in this row than in the next stays in it.
    if (!last || wrapped.length === rows || last.length + part.length / 2 < text.length / rows) wrapped[wrapped.length - 1] = last ? `${last} ${part}` : part;
    else wrapped.push(part);
  }
  return wrapped.map((each) => (each.length > 24 ? `${each.slice(0, 23)}…` : each)).map((each) => `\u2068${each}\u2069`);
};

// Names keep their size on the screen at any zoom; where two would touch, that of whom less is told gives way.
const labelled = (circles, scale) => {
  const ratio = Math.min(scale, 1);
  const pencil = document.createElement("canvas").getContext("2d");
  pencil.font = `${TEXT}px ${FONT}`;
  const order = circles.map((node) => ({ ...node })).sort((one, other) => other.chosen - one.chosen || other.hit - one.hit || one.faint - other.faint || other.told - one.told || (one.id < other.id ? -1 : 1));
  for (const node of order) node.size /= Math.sqrt(ratio); // seen from afar an actor shrinks less than the distances
  const touch = (box, other) => box[2] > other[0] && box[0] < other[2] && box[3] > other[1] && box[1] < other[3];
  const discs = order.map(({ id, x, y, size }) => ({ id, box: [x - size, y - size, x + size, y + size].map((each) => each * scale) }));
  const taken = [];
  const texts = new Map();
  order.forEach((node, rank) => {
    const rows = label(name(node.id));
    const half = Math.max(...rows.map((row) => pencil.measureText(row).width)) / 2;
    const height = rows.length * TEXT * 1.15;
    const [x, below, above] = [node.x * scale, (node.y + node.size) * scale + 5, (node.y - node.size) * scale - 5 - height];
    const free = (top, discsToo) => {
      const box = [x - half, top, x + half, top + height];
      return !taken.some((other) => touch(box, other)) && !(discsToo && discs.some((disc) => disc.id !== node.id && touch(box, disc.box)));
    };
    // The few of whom most is told may cover a disc, not a name.
    const top = [below, above].find((each) => free(each, true)) ?? (rank < 8 ? [below, above].find((each) => free(each, false)) : undefined) ?? (node.chosen || node.hit ? below : undefined);
    if (top !== undefined) taken.push([x - half, top, x + half, top + height]);
    texts.set(node.id, { label: top === undefined ? " " : rows.join("\n"), vadjust: top === above ? (above - below) / scale : 0 });
  });
  return order.map((node) => ({
    ...node, label: texts.get(node.id).label,
    font: { vadjust: texts.get(node.id).vadjust, size: TEXT / ratio, face: FONT, color: node.faint ? (state.theme === "dark" ? "#6c767d" : "#9a9a94") : ink("ink"), strokeWidth: 4 / ratio, strokeColor: ink("ground") },
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
  for (const edge of drawn) for (const code of [edge.from, edge.to]) told.set(code, (told.get(code) || 0) + shown(data.edges[edge.id]).length);
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
    const { mark } = look(edge.family);
    const drawn = network.body.edges[edge.id];
    if (mark === "none" || !drawn || !drawn.connected || !drawn.edgeType.getPoint) continue;
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

const fit = () => {
  // The second time, names have the size that they will have.
  for (let time = 0; time < 2; time += 1) { network.fit({ maxZoomLevel: 1.35, animation: false }); relabel(); }
  touched = false;
};
const zoom = (by) => { touched = true; network.moveTo({ scale: Math.min(4, Math.max(0.1, network.getScale() * by)) }); relabel(); };
const move = (x, y) => {
  touched = true;
  const at = network.getViewPosition();
  network.moveTo({ position: { x: at.x + x / network.getScale(), y: at.y + y / network.getScale() } });
};

const start = () => {
  network = new vis.Network(byId("network"), { nodes, edges }, { ...data.options, autoResize: true });
  byId("network").firstElementChild.tabIndex = -1; // ours takes the keys
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
