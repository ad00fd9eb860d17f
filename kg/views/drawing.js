// The network on its canvas: what vis-network draws, the marks and codes that we add, and moving about in it.
const nodes = new vis.DataSet([]);
const edges = new vis.DataSet([]);
let network = null;
let touched = false; // whether the reader has moved the picture

// Changed in place: a set that is emptied and filled again loses its positions for a moment.
// What has not changed is not given to the library, which would work it all out again.
const before = new Map();
const put = (set, items) => {
  const ids = new Set(items.map((item) => item.id));
  const gone = set.getIds().filter((id) => !ids.has(id));
  for (const id of gone) before.delete(id);
  const changed = items.filter((item) => {
    const text = JSON.stringify(item);
    if (before.get(item.id) === text) return false;
    before.set(item.id, text);
    return true;
  });
  set.remove(gone);
  if (changed.length) set.update(changed);
};
let circles = [];
let drawn = [];
const draw = () => {
  drawn = lines();
  const { tell, size } = sizes(drawn);
  const near = neighbours();
  circles = data.nodes.filter((node) => tell.has(node.id)).map((node) => circle(node, tell.get(node.id), size(node.id), near));
  const people = persons(circles);
  const ties = personTies(people);
  circles = [...circles, ...people];
  drawn = [...drawn, ...ties].map((each) => ({ ...each, id: `line ${each.id}` })); // apart from ids of actors
  put(edges, drawn);
  put(nodes, labelled(circles, network.getScale()));
  return circles.length - people.length;
};
let labelledAt = 1;
const relabel = () => {
  if (Math.abs(network.getScale() / labelledAt - 1) < 0.04) return;
  labelledAt = network.getScale();
  put(nodes, labelled(circles, labelledAt));
};

// Opposition bears three bars, recognition a ring: whoever does not see the colours sees these.
const CLEAR = 0.3; // the zoom below which marks would only be dust
const marks = (pencil) => {
  if (drawn.length > CROWD || network.getScale() < CLEAR) return;
  for (const edge of drawn) {
    const { mark: sign } = look(edge.family);
    const there = network.body.edges[edge.id];
    if (sign === "none" || !there || !there.connected || !there.edgeType.getPoint) continue;
    const place = edge.label ? 0.3 : 0.5; // beside the name of its kind, if it has one
    const [first, middle, last] = [-0.03, 0, 0.03].map((part) => there.edgeType.getPoint(place + part));
    pencil.save();
    pencil.translate(middle.x, middle.y);
    pencil.rotate(Math.atan2(last.y - first.y, last.x - first.x));
    pencil.strokeStyle = edge.color.color;
    pencil.fillStyle = ink("ground");
    pencil.lineWidth = 1.6 + edge.width / 10;
    const reach = 4 + edge.width * 0.75;
    pencil.beginPath();
    if (sign === "ring") pencil.arc(0, 0, reach * 0.9, 0, 2 * Math.PI);
    else for (const x of [-5, 0, 5]) { pencil.moveTo(x, -reach); pencil.lineTo(x, reach); }
    if (sign === "ring") pencil.fill();
    pencil.stroke();
    pencil.restore();
  }
};
// The code of a state stands in its disc where there is room.
const CODED = 13;
const coded = (node) => node.kind === "STATE" && node.person === undefined && node.size >= CODED && /^[A-Z]{2,3}$/.test(node.id);
const codes = (pencil) => {
  pencil.textAlign = "center";
  pencil.textBaseline = "middle";
  const ratio = swelling(circles.length, network.getScale());
  for (const node of circles) {
    const there = network.body.nodes[node.id];
    if (!coded(node) || !there || (node.size / ratio) * network.getScale() < CODED * 0.7) continue;
    pencil.font = `600 ${Math.round((node.size / ratio) * 0.68 * 10) / 10}px ${FONT}`;
    pencil.fillStyle = node.faint ? ink("actor") : ink("ground");
    pencil.fillText(node.id, there.x, there.y + 0.5);
  }
};

// Everything drawn is shown, names too. Names keep their size while distances grow: a few rounds bring both together.
const NEAREST = 1.35;
const MARGIN = 14; // pixels
const fit = () => {
  touched = false;
  const { clientWidth, clientHeight } = byId("picture");
  if (!circles.length || !clientWidth) return;
  network.fit({ maxZoomLevel: NEAREST, animation: false });
  for (let round = 0; round < 4; round += 1) {
    const scale = network.getScale();
    const boxes = labelled(circles, scale).flatMap(({ x, y, size, box }) => [[x - size, y - size, x + size, y + size].map((each) => each * scale), ...(box ? [box] : [])]);
    const [left, top] = [0, 1].map((side) => boxes.reduce((least, box) => Math.min(least, box[side]), Infinity) - MARGIN);
    const [right, bottom] = [2, 3].map((side) => boxes.reduce((most, box) => Math.max(most, box[side]), -Infinity) + MARGIN);
    const position = { x: (left + right) / 2 / scale, y: (top + bottom) / 2 / scale };
    network.moveTo({ position, scale: Math.min(NEAREST, scale * Math.min(clientWidth / (right - left), clientHeight / (bottom - top))), animation: false });
  }
  relabel();
};
const zoom = (by) => { touched = true; network.moveTo({ scale: Math.min(4, Math.max(0.05, network.getScale() * by)) }); relabel(); };
const move = (x, y) => {
  touched = true;
  const at = network.getViewPosition();
  network.moveTo({ position: { x: at.x + x / network.getScale(), y: at.y + y / network.getScale() } });
};

const clicked = ({ nodes: [node], edges: [edge] }) => {
  if (node !== undefined) {
    const { person, code } = circles.find((each) => each.id === node);
    return person === undefined ? { node } : { person: [code, person] };
  }
  const line = edge !== undefined && drawn.find((each) => each.id === edge);
  return line && line.number !== null ? { edge: line.number } : null;
};

const start = () => {
  network = new vis.Network(byId("picture"), { nodes, edges }, { ...data.options, autoResize: true });
  byId("picture").firstElementChild.tabIndex = -1; // ours takes the keys
  network.on("click", (event) => choose(clicked(event)));
  network.on("zoom", () => { touched = true; relabel(); });
  network.on("dragStart", ({ nodes: [node] }) => { touched = touched || node === undefined; });
  network.on("dragEnd", ({ nodes: moved }) => {
    const places = network.getPositions(moved);
    for (const code of moved) if (actors.has(code)) Object.assign(actors.get(code), places[code]);
    draw();
  });
  network.on("afterDrawing", (pencil) => { marks(pencil); codes(pencil); });
  network.on("resize", () => { if (!touched) fit(); });
  for (const kind of ["Node", "Edge"]) {
    network.on(`hover${kind}`, () => { byId("picture").classList.add("over"); });
    network.on(`blur${kind}`, () => { byId("picture").classList.remove("over"); });
  }
  byId("picture").addEventListener("keydown", (event) => {
    const does = { ArrowLeft: () => move(-60, 0), ArrowRight: () => move(60, 0), ArrowUp: () => move(0, -60), ArrowDown: () => move(0, 60), "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), 0: fit }[event.key];
    if (does) { event.preventDefault(); does(); }
  });
  byId("in").addEventListener("click", () => zoom(1.25));
  byId("out").addEventListener("click", () => zoom(0.8));
  byId("fit").addEventListener("click", fit);
};
