// The actors of the network: size, colour, and the persons who speak for one that the reader opened.
const SMALLEST = data.style.sizes[0];
const LARGEST = Math.max(...data.style.sizes);
// What the size of an actor tells: statements, partners, or how often it stands between others.
const sizes = (drawn) => {
  const partners = new Map();
  const tell = new Map();
  for (const edge of drawn) {
    for (const [code, other] of [[edge.from, edge.to], [edge.to, edge.from]]) {
      if (!partners.has(code)) partners.set(code, new Set());
      partners.get(code).add(other);
      tell.set(code, (tell.get(code) || 0) + edge.count);
    }
  }
  const most = Math.max(1e-9, ...data.nodes.map((node) => node.between));
  const sized = {
    told: (code) => data.style.sizes[Math.min(Math.round(tell.get(code) / state.reports), data.style.sizes.length - 1)],
    ties: (code) => data.style.sizes[Math.min(partners.get(code).size, data.style.sizes.length - 1)],
    between: (code) => SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(actors.get(code).between / most),
  };
  return { tell, size: sized[state.size] };
};

const fillOf = (node, faint) => {
  if (faint) return ink("faint");
  const palette = data.style.clusters[state.theme];
  return state.clusters && node.cluster ? palette[(node.cluster - 1) % palette.length] : ink("actor");
};
const circle = (node, told, size, near) => {
  const hit = state.found && match(node.id, state.found);
  const chosen = state.chosen && state.chosen.node === node.id;
  const faint = Boolean(!hit && ((near && !near.has(node.id)) || (state.found && !near)));
  const fill = chosen || hit ? ink("chosen") : fillOf(node, faint);
  return {
    id: node.id, kind: node.kind, x: node.x, y: node.y, shape: data.style.shapes[node.kind] || "dot", title: undefined, size, borderWidth: chosen ? 3 : 2, borderWidthSelected: 3,
    color: { background: fill, border: chosen ? ink("ink") : ink("ground"), highlight: { background: ink("chosen"), border: ink("ink") }, hover: { background: ink("chosen"), border: ink("ground") } },
    faint, told, chosen: Boolean(chosen), hit: Boolean(hit),
  };
};

// Who speaks for an actor in what is shown; persons stand around it only where the reader opened it.
const speakersOf = (code) => {
  const found = grouped(passing.filter((each) => each.speaker === code && each.person && each.person !== code), (each) => each.person);
  return [...found].sort(([one, first], [other, second]) => second.length - first.length || (one < other ? -1 : 1));
};
const MOST_PERSONS = 12;
const personId = (code, person) => JSON.stringify([code, person]);
const persons = (drawn) => drawn.filter((node) => state.persons.has(node.id)).flatMap((node) => {
  const all = speakersOf(node.id).slice(0, MOST_PERSONS);
  return all.map(([person, said], index) => {
    const angle = -Math.PI / 2 + (2 * Math.PI * (index + 0.5)) / all.length;
    const reach = node.size + 62;
    const id = personId(node.id, person);
    const chosen = Boolean(state.chosen && state.chosen.person && state.chosen.person.join() === [node.id, person].join());
    const fill = node.faint ? ink("faint") : ink(chosen ? "chosen" : "actor");
    return {
      ...circle({ id: node.id, kind: "PERSON", x: node.x + reach * 1.35 * Math.cos(angle), y: node.y + reach * Math.sin(angle), cluster: 0 }, said.length, 7, null),
      id, person, code: node.id, hit: false, chosen, faint: node.faint,
      color: { background: fill, border: ink("ground"), highlight: { background: ink("chosen"), border: ink("ink") }, hover: { background: ink("chosen"), border: ink("ground") } },
    };
  });
});
const personTies = (drawn) => drawn.map((each) => ({
  id: each.id, from: each.code, to: each.id, number: null, width: 1.2, dashes: [1, 4], smooth: { enabled: false }, arrows: { to: { enabled: false }, from: { enabled: false } }, count: 0,
  color: { color: ink("actor"), hover: ink("actor"), highlight: ink("actor"), inherit: false }, family: "", hoverWidth: 0,
}));
