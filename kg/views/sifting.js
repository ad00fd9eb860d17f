// Which statements the filters let pass, and which lines these leave.
const DRAWN = Boolean(data.view.kind === "network" || data.view.kind === "ego");
const count = (test) => data.statements.filter(test).length;
const look = (key) => data.style.families[key] || { mark: "none" };
const used = distinct(data.statements.map(family));
const families = [...Object.keys(data.style.families).filter((key) => used.includes(key)), ...used.filter((key) => !data.style.families[key]).sort()];
const kindCounts = grouped(data.statements, (each) => each.kind);
const kinds = Object.keys(data.kinds).sort((one, other) => kindCounts.get(other).length - kindCounts.get(one).length);
const statuses = Object.keys(data.style.statuses).filter((key) => count((each) => each.status === key));
const typeOf = (code) => (folded.has(code) ? "GROUP" : (actors.get(code) || { kind: "ORG" }).kind);
const types = Object.keys(data.style.shapes).filter((key) => key !== "GROUP" && data.nodes.some((node) => node.kind === key));

const passes = (statement) =>
  state.families[family(statement)] && state.statuses[statement.status] && state.kinds[statement.kind] &&
  (!state.said || (state.said === "@outlet" ? !statement.speaker : state.said === "@speaker" ? statement.speaker : statement.speaker === state.said)) &&
  (!state.outlet || article(statement).outlet === state.outlet) && statement.confidence >= state.least &&
  state.types[typeOf(statement.source)] !== false && state.types[typeOf(statement.target)] !== false && inTime(statement);

// Where no network is drawn there are lines all the same, for the panel: all of two actors in one family and status.
if (!DRAWN) {
  const lineOf = (each) => JSON.stringify([...[each.source, each.target].sort(), family(each), each.status]);
  data.edges = [...grouped(data.statements, lineOf)].sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, found], id) => {
    const [from, to, familyOf, status] = JSON.parse(key);
    return { id, from, to, family: familyOf, status, statements: found.map((each) => each.number) };
  });
}

// The statements that are shown, and those of each line; a line of fewer than asked for is not drawn at all.
let passing = [];
let kept = [];
const near = () => {
  if (data.view.kind !== "ego" || state.depth >= data.view.depth || !data.view.actors.length) return () => true;
  const reached = new Set(data.view.actors);
  for (let step = 0; step < state.depth; step += 1) {
    const before = new Set(reached);
    for (const each of data.statements) {
      if (each.status === "denied") continue;
      if (before.has(each.source)) reached.add(each.target);
      if (before.has(each.target)) reached.add(each.source);
    }
  }
  return (statement) => reached.has(statement.source) && reached.has(statement.target);
};
const sift = () => {
  const within = near();
  passing = data.statements.filter((each) => passes(each) && within(each));
  const there = new Set(passing);
  kept = data.edges.map((edge) => {
    const found = edge.statements.map((number) => data.statements[number]).filter((each) => there.has(each));
    return found.length >= state.reports ? found : [];
  });
  if (state.reports > 1) {
    const onLines = new Set(kept.flat());
    passing = passing.filter((each) => onLines.has(each));
  }
};
const shown = (edge) => kept[edge.id];
const drawnLines = () => kept.filter((each) => each.length).length;

const preset = () => {
  const all = (keys, value = () => true) => Object.fromEntries(keys.map((key) => [key, value(key)]));
  Object.assign(state, {
    families: all(families), kinds: all(kinds), types: all(types), said: "", outlet: "", least: data.least, found: "", reports: 1,
    // A denial is no relation: it is drawn only when asked for.
    statuses: all(statuses, (key) => !data.style.hidden.includes(key)),
    from: 0, to: Math.max(0, months.length - 1), undated: true, depth: data.view.depth,
  });
  sift();
  if (!passing.length) { state.least = 0; sift(); } // nothing is sure: what there is is better than an empty page
  if (!DRAWN) return;
  // Of a large graph the page opens on what is most reported; the header says how much that hides.
  while (drawnLines() > data.style.lines) {
    state.reports += 1;
    sift();
    if (drawnLines() < 5) { state.reports -= 1; sift(); break; }
  }
};
const filters = ["families", "statuses", "kinds", "types"];
