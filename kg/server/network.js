// An answer that has pairs of actors, drawn as a network.
import { ID, actor, byId, isolated, known, make, number, spoken, word } from "./dom.js";
import { codeOf, kindOf, typed } from "./results.js";

const MOST = 250; // lines that a picture can hold
const TEXT = 13; // pixels on the screen
const FONT = '"Inter", "Segoe UI", "Noto Sans", "Noto Sans Arabic", "Geeza Pro", Tahoma, sans-serif';
let drawn = null;
let held = null;
let engine = null;

// The lines of an answer: two columns of actors, with the family of a kind and the number of reports where there are any.
export const lines = (result) => {
  const types = typed(result);
  const ends = result.triples ? [0, 2] : types.map((type, place) => (type === "actor" ? place : -1)).filter((place) => place >= 0).slice(0, 2);
  if (ends.length < 2) return [];
  const kind = result.triples ? 1 : types.indexOf("kind");
  const count = types.findIndex((type, place) => type === "number" && /reports|statements|count|times|claims/i.test(result.columns[place]));
  // Columns that count each sign give a line for each.
  const signs = Object.entries({ cooperation: "cooperatesWith", opposition: "opposes" }).map(([name, family]) => [result.columns.indexOf(name), family]).filter(([place]) => types[place] === "number");
  const found = new Map();
  const add = (line, by) => {
    const key = JSON.stringify(line);
    found.set(key, { ...line, count: (found.get(key) || { count: 0 }).count + by });
  };
  for (const row of result.rows) {
    const [from, to] = ends.map((place) => row[place]);
    if (!from || !to || !from.value || !to.value) continue;
    if (result.triples && !(from.value.startsWith(ID) && to.value.startsWith(ID) && to.type === "uri")) continue;
    const named = kind >= 0 && row[kind] ? known.kinds[kindOf(row[kind])] : null;
    if (result.triples && !named) continue;
    const line = { from: codeOf(from), to: codeOf(to), family: named ? named.family : "other", directed: Boolean(named && named.directed) };
    if (line.from === line.to) continue;
    if (!named && signs.length) {
      for (const [place, family] of signs) if (row[place] && Number(row[place].value) > 0) add({ ...line, family }, Number(row[place].value));
    } else add(line, count >= 0 && row[count] ? Number(row[count].value) : 1);
  }
  return [...found.values()].sort((one, other) => other.count - one.count);
};

const looks = () => {
  const theme = document.documentElement.dataset.theme === "dark" ? "dark" : "light";
  return { ink: known.style.inks[theme], colour: (family) => (known.style.families[family] || {})[theme] || known.style.inks[theme].actor };
};

const options = {
  layout: { randomSeed: 7, improvedLayout: false },
  physics: { solver: "forceAtlas2Based", forceAtlas2Based: { gravitationalConstant: -60, springLength: 110, avoidOverlap: 0.5 }, stabilization: { iterations: 250, fit: true } },
  interaction: { hover: true, keyboard: false, multiselect: false },
};

const pick = (code, among) => {
  const here = among.filter((each) => each.from === code || each.to === code);
  const others = new Set(here.map((each) => (each.from === code ? each.to : each.from)));
  byId("chosen").replaceChildren(make("a", { href: spoken(`/id/${encodeURIComponent(code)}`) }, isolated(actor(code))), " ", make("span", { class: "quiet" }, number(others.size)), " · ", ...[...others].slice(0, 12).flatMap((each, place) => [place ? ", " : "", isolated(actor(each))]));
};

const legend = (families) => byId("legend").replaceChildren(...families.map((family) => make("li", { class: family }, word(family))));

export const draw = async (result) => {
  const all = lines(result);
  const some = all.slice(0, MOST);
  engine ||= import("/static/vis-network.js");
  await engine;
  const { vis } = window;
  const { ink, colour } = looks();
  const codes = [...new Set(some.flatMap((each) => [each.from, each.to]))].sort();
  const told = new Map(codes.map((code) => [code, some.filter((each) => each.from === code || each.to === code).length]));
  const nodes = codes.map((code) => ({
    id: code, told: told.get(code), label: " ", title: actor(code), shape: "dot", size: 7 + 3 * Math.log2(1 + told.get(code)), color: { background: ink.actor, border: ink.ground, highlight: { background: ink.chosen, border: ink.ink }, hover: { background: ink.chosen, border: ink.ground } },
    font: { face: FONT, size: TEXT, color: ink.ink, strokeWidth: 4, strokeColor: ink.ground },
  }));
  const edges = some.map((each, id) => ({
    id, from: each.from, to: each.to, width: Math.min(1.5 + Math.log2(each.count), 7), color: { color: colour(each.family), highlight: colour(each.family), hover: colour(each.family) },
    arrows: each.directed ? { to: { enabled: true, scaleFactor: 0.5 } } : "", dashes: each.family === "opposes" ? [10, 4] : false, smooth: { type: "curvedCW", roundness: each.family === "opposes" ? 0.2 : 0.08 },
  }));
  if (drawn) drawn.destroy();
  held = new vis.DataSet(nodes);
  drawn = new vis.Network(byId("network"), { nodes: held, edges: new vis.DataSet(edges) }, options);
  drawn.once("stabilizationIterationsDone", () => { drawn.setOptions({ physics: { enabled: false } }); spread(); fit(); });
  drawn.on("zoom", named);
  drawn.on("click", ({ nodes: [code] }) => { if (code === undefined) byId("chosen").replaceChildren(); else pick(code, some); });
  byId("network").firstElementChild.tabIndex = -1; // ours takes the keys
  byId("network").setAttribute("aria-label", word("picture", { actors: codes.length, lines: some.length }));
  byId("chosen").textContent = some.length < all.length ? word("pictureCut", { lines: some.length, all: all.length }) : "";
  legend([...new Set(some.map((each) => each.family))].sort());
  window.network = drawn;
};

// Long names stand on two lines; each is isolated, so that Arabic and Latin keep their own order on the canvas.
const label = (code) => {
  const parts = actor(code).split(" ");
  const half = actor(code).length / 2;
  let at = 1;
  while (at < parts.length && parts.slice(0, at).join(" ").length < half - 1) at += 1;
  const rows = actor(code).length > 16 && at < parts.length ? [parts.slice(0, at).join(" "), parts.slice(at).join(" ")] : [actor(code)];
  return rows.map((row) => `\u2068${row.length > 26 ? `${row.slice(0, 25)}…` : row}\u2069`);
};
// Names keep their size on the screen at any zoom; where two would touch, that of whom less is told gives way.
const named = () => {
  const scale = drawn.getScale();
  const ratio = Math.min(scale, 1);
  const places = drawn.getPositions();
  const pencil = document.createElement("canvas").getContext("2d");
  pencil.font = `${TEXT}px ${FONT}`;
  const taken = [];
  const nodes = held.get().sort((one, other) => other.told - one.told || (one.id < other.id ? -1 : 1));
  held.update(nodes.map(({ id, size }) => {
    const rows = label(id);
    const half = Math.max(...rows.map((row) => pencil.measureText(row).width)) / 2;
    const [x, top] = [places[id].x * scale, (places[id].y + size) * scale + 4];
    const box = [x - half, top, x + half, top + rows.length * TEXT * 1.2];
    const free = !taken.some((each) => box[0] < each[2] && box[2] > each[0] && box[1] < each[3] && box[3] > each[1]);
    if (free) taken.push(box);
    return { id, label: free ? rows.join("\n") : " ", font: { size: TEXT / ratio, strokeWidth: 4 / ratio } };
  }));
};
// The picture takes the shape of its frame.
const spread = () => {
  const places = drawn.getPositions();
  const [xs, ys] = ["x", "y"].map((axis) => Object.values(places).map((each) => each[axis]));
  const reach = (all) => Math.max(...all) - Math.min(...all) || 1;
  const frame = byId("network").getBoundingClientRect();
  const by = Math.min(2.2, Math.max(0.6, (frame.width / frame.height) / (reach(xs) / reach(ys))));
  held.update(Object.entries(places).map(([id, { x, y }]) => ({ id, x: x * by, y })));
};
const zoom = (by) => { if (drawn) { drawn.moveTo({ scale: Math.min(4, Math.max(0.1, drawn.getScale() * by)) }); named(); } };
const move = (x, y) => {
  if (!drawn) return;
  const at = drawn.getViewPosition();
  drawn.moveTo({ position: { x: at.x + x / drawn.getScale(), y: at.y + y / drawn.getScale() } });
};
const fit = () => {
  if (!drawn) return;
  // The second time, names have the size that they will have.
  for (let time = 0; time < 2; time += 1) { drawn.fit({ maxZoomLevel: 1.4, animation: false }); named(); }
};
byId("in").addEventListener("click", () => zoom(1.25));
byId("out").addEventListener("click", () => zoom(0.8));
byId("fit").addEventListener("click", fit);
byId("network").addEventListener("keydown", (event) => {
  const does = { ArrowLeft: () => move(-60, 0), ArrowRight: () => move(60, 0), ArrowUp: () => move(0, -60), ArrowDown: () => move(0, 60), "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), 0: fit }[event.key];
  if (does) { event.preventDefault(); does(); }
});
