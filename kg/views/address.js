// What the reader has set stands in the address after "#", so that a view can be linked to; only what differs is told.
// An address is written by anybody: what it names is taken only if the page has it.
const SINGLE = { said: String, outlet: String, least: Number, reports: Number, from: Number, to: Number, depth: Number, size: String, width: String, score: String };
let opened = {}; // what the page opened on
const remember = () => { opened = structuredClone(Object.fromEntries([...filters, ...Object.keys(SINGLE), "undated", "clusters"].filter((key) => key in state).map((key) => [key, state[key]]))); };

const CHOSEN = ["node", "edge", "pair", "one", "month", "person"];
const address = () => {
  const told = new URLSearchParams();
  for (const group of filters) {
    const changed = Object.keys(state[group]).filter((key) => state[group][key] !== opened[group][key]);
    if (changed.length) told.set(group, changed.join(","));
  }
  for (const key of Object.keys(SINGLE)) {
    if (!(key in state) || state[key] === opened[key]) continue;
    told.set(key, key === "from" || key === "to" ? months[state[key]] : state[key]);
  }
  for (const key of ["undated", "clusters"]) if (key in state && state[key] !== opened[key]) told.set(key, state[key] ? "yes" : "no");
  if (state.found) told.set("search", byId("search").value);
  if (state.table) told.set("show", "table");
  const [key] = CHOSEN.filter((each) => state.chosen && state.chosen[each] !== undefined);
  if (key === "edge") told.set("line", JSON.stringify(lineKey(data.edges[state.chosen.edge])));
  else if (key) told.set(key, JSON.stringify(state.chosen[key]));
  const text = told.toString();
  if (text !== location.hash.slice(1)) history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search);
};
const lineKey = (edge) => [edge.from, edge.to, edge.family, edge.status];

const parsed = (text) => { try { return JSON.parse(text); } catch { return null; } };
const pairOk = (value, test) => Array.isArray(value) && value.length === 2 && value.every(test);
const chosenFrom = (told) => {
  for (const key of ["line", ...CHOSEN]) {
    const value = told.has(key) ? parsed(told.get(key)) : null;
    if (value === null) continue;
    if (key === "line") {
      const edge = data.edges.find((each) => JSON.stringify(lineKey(each)) === JSON.stringify(value));
      if (edge && shown(edge).length) return { edge: edge.id };
    }
    if (key === "node" && actors.has(value)) return { node: value };
    if (key === "pair" && pairOk(value, (each) => actors.has(each))) return { pair: value };
    if (key === "one" && data.statements[value]) return { one: value };
    if (key === "person" && pairOk(value, (each) => typeof each === "string" && each in data.names)) return { person: value };
    if (key === "month" && Array.isArray(value) && value.length === 3 && actors.has(value[0])) return { month: value };
  }
  return null;
};
const follow = () => {
  const told = new URLSearchParams(location.hash.slice(1));
  if (![...told].length) return;
  for (const group of filters) {
    for (const key of (told.get(group) || "").split(",")) if (Object.hasOwn(opened[group], key)) state[group][key] = !opened[group][key];
  }
  for (const [key, type] of Object.entries(SINGLE)) {
    if (!told.has(key) || !(key in state)) continue;
    if (key === "from" || key === "to") {
      const at = months.indexOf(told.get(key));
      if (at >= 0) state[key] = at;
    } else if (type === String || Number.isFinite(Number(told.get(key)))) state[key] = type(told.get(key));
  }
  for (const [key, values] of [["size", ["told", "ties", "between"]], ["width", ["statements", "facts"]], ["score", ["goldstein", "plover"]]]) {
    if (key in state && !values.includes(state[key])) state[key] = opened[key];
  }
  if (!["", "@outlet", "@speaker"].includes(state.said) && !data.statements.some((each) => each.speaker === state.said)) state.said = "";
  if (!data.articles.some((each) => each.outlet === state.outlet)) state.outlet = "";
  for (const key of ["undated", "clusters"]) if (told.has(key) && key in state) state[key] = told.get(key) === "yes";
  if (told.has("search")) { byId("search").value = told.get("search"); state.found = fold(told.get("search")); }
  state.table = told.get("show") === "table";
  sift();
  state.chosen = chosenFrom(told);
};
