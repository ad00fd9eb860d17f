// The lines of the network: how they bend, how wide they are, and what of them is faded.
const pairOf = (edge) => `${edge.from} ${edge.to}`;
// Lines between the same two actors are bent apart; one alone is straight.
const BENDS = { 1: [0], 2: [-0.13, 0.13], 3: [-0.2, 0, 0.2], 4: [-0.27, -0.1, 0.1, 0.27], 5: [-0.32, -0.16, 0, 0.16, 0.32] };
// Opened into their kinds, lines are bent further, so that the name of each has room.
const OPENED = 2.2;
const bent = (place, among, opened) => {
  const bends = BENDS[among] || Array.from({ length: among }, (_, index) => -0.4 + (0.8 * index) / (among - 1));
  const bend = Math.max(-0.8, Math.min(0.8, bends[place] * (opened ? OPENED : 1)));
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
const CROWD = 600; // lines above which none goes around and none bears marks: nobody could tell them apart

const neighbours = () => {
  const { node, edge, pair, one } = state.chosen || {};
  if (edge !== undefined) return new Set([data.edges[edge].from, data.edges[edge].to]);
  if (one !== undefined) return new Set([data.statements[one].source, data.statements[one].target]);
  if (pair !== undefined) return new Set(pair);
  if (node === undefined) return null;
  const near = new Set([node]);
  for (const each of data.edges) if ((each.from === node || each.to === node) && shown(each).length) near.add(each.from).add(each.to);
  return near;
};
const faded = (edge) => {
  const { node, edge: chosen, one } = state.chosen || {};
  if (chosen !== undefined) return chosen !== edge.number;
  if (node !== undefined) return edge.from !== node && edge.to !== node;
  if (one !== undefined) return !edge.found.some((each) => each.number === one);
  return state.found !== "" && !match(edge.from, state.found) && !match(edge.to, state.found);
};

const widthOf = (found) => {
  const number = state.width === "facts" ? distinct(found.map((each) => each.fact)).length : found.length;
  // Where thin lines are left out, those that stay are measured by the thinnest.
  return data.style.widths[Math.min(Math.round(number / state.reports), data.style.widths.length - 1)];
};
const line = (edge, place, among, crowd) => {
  const width = crowd ? 1 : widthOf(edge.found);
  const aims = (code) => !crowd && edge.found.some((each) => !data.kinds[each.kind].symmetric && drawnAs(each.target) === code);
  const head = (code) => ({ enabled: aims(code), type: "arrow", scaleFactor: Math.max(0.35, 0.75 - width / 16) });
  const shade = faded(edge) ? ink("faint") : colour(edge.family);
  // Around one actor, what others have to do with each other stands back.
  const aside = data.view.kind === "ego" && !data.view.actors.includes(edge.from) && !data.view.actors.includes(edge.to);
  return {
    ...(edge.kind ? { label: held(kindName(edge.kind)), font: { size: 12 / Math.min(1, network.getScale()), face: FONT, color: ink("ink"), strokeWidth: 4, strokeColor: ink("ground"), align: "horizontal" } } : {}),
    id: edge.id, from: edge.from, to: edge.to, number: edge.number, family: edge.family, kind: edge.kind, count: edge.found.length, dashes: data.style.statuses[edge.status] || false,
    width, title: undefined, smooth: crowd ? { enabled: false } : bent(place, among, edge.opened), hoverWidth: 1, selectionWidth: 1.5, arrowStrikethrough: false, arrows: { to: head(edge.to), from: head(edge.from) },
    color: { color: shade, hover: colour(edge.family), highlight: colour(edge.family), opacity: aside && !state.chosen ? 0.4 : 1, inherit: false },
  };
};

// One line for each family and status; where the reader opened it, one for each kind.
const parts = () => data.edges.flatMap((edge) => {
  const found = shown(edge);
  if (!found.length) return [];
  const about = { number: edge.id, from: edge.from, to: edge.to, family: edge.family, status: edge.status };
  if (!state.opened.has(edge.id)) return [{ ...about, id: edge.id, found }];
  return [...grouped(found, (each) => each.kind)].sort().map(([kind, each]) => ({ ...about, id: `${edge.id} ${kind}`, kind, found: each }));
});
const lines = () => {
  const found = parts();
  const crowd = found.length > CROWD;
  const pairs = grouped(found, pairOf);
  const ends = new Set(found.flatMap((edge) => [edge.from, edge.to]));
  const there = data.nodes.filter((node) => ends.has(node.id));
  return found.map((edge) => {
    const pair = pairs.get(pairOf(edge));
    const drawn = line({ ...edge, opened: pair.some((each) => each.kind) }, pair.indexOf(edge), pair.length, crowd);
    return drawn.smooth.enabled || crowd ? drawn : { ...drawn, smooth: around(edge, there) };
  });
};
