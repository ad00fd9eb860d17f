// The panel: what stands behind the actor, line, mark or cell that the reader chose.
const directed = (statements, edge) => {
  const aims = (code) => statements.some((each) => !data.kinds[each.kind].symmetric && drawnAs(each.target) === code);
  return [aims(edge.from), aims(edge.to)];
};
const facing = (edge, about) => {
  const [back, on] = directed(shown(edge), edge);
  const turned = (back && !on) || (about === edge.to && !on);
  return ends(turned ? edge.to : edge.from, turned ? edge.from : edge.to, on !== back);
};
const lineButton = (edge, about) => make("li", {}, make("button", { type: "button", class: edge.family, press: () => choose({ edge: edge.id }) },
  make("span", { class: "ends" }, ...facing(edge, about)),
  make("span", { class: "quiet" }, ...parted(familyName(edge.family), edge.status === "actual" ? "" : word(edge.status))),
  make("span", { class: "count" }, String(shown(edge).length))));
const byReports = (one, other) => shown(other).length - shown(one).length || one.id - other.id;
const lineList = (found, about) => make("ul", { class: "lines" }, ...found.sort(byReports).map((edge) => lineButton(edge, about)));
const visible = () => data.edges.filter((edge) => shown(edge).length);
const told = (statements) => word("reports", { count: statements.length, articles: distinct(statements.map((each) => each.article)).length });
const headed = (key, found, content) => (found.length ? [make("h3", { class: "section" }, word(key)), content] : []);
const sums = (statements) => make("ul", { class: "sums" }, ...families.map((key) => [key, statements.filter((each) => family(each) === key).length])
  .filter(([, each]) => each).map(([key, each]) => make("li", { class: key }, familySample(key), `${familyName(key)} `, make("strong", {}, String(each)))));

const overview = () => {
  const most = visible().sort(byReports).slice(0, 10);
  return [make("h2", {}, word("overview")), make("p", { class: "quiet" }, word(`pick_${data.view.kind}`)), ...headed("most", most, lineList(most))];
};

const edgePanel = (edge) => {
  const found = shown(edge);
  const twins = visible().filter((other) => other.from === edge.from && other.to === edge.to && other.id !== edge.id);
  return [
    make("h2", {}, ...facing(edge)),
    make("p", { class: `sum ${edge.family}` }, familySample(edge.family), make("strong", {}, familyName(edge.family)), edge.status === "actual" ? "" : make("span", { class: "part" }, word(edge.status)),
      make("span", { class: "part" }, told(found))),
    picture.opening({ edge }), ...headed("twins", twins, lineList(twins)), cards(found),
  ];
};

const nodePanel = (code) => {
  const actor = actors.get(code);
  const mine = visible().filter((edge) => edge.from === code || edge.to === code);
  const found = mine.flatMap((edge) => shown(edge));
  const others = distinct(Object.values(actor.names)).filter((each) => each !== name(code));
  const members = (actor.members || []).flatMap((each) => [" · ", isolated(name(each))]).slice(1);
  return [
    make("h2", {}, isolated(name(code))),
    make("p", { class: "quiet names" }, word(actor.kind), ...(actor.members ? [" · ", ...members] : [" · ", isolated(code)]), ...others.flatMap((each) => [" · ", isolated(each)]),
      ...(actor.cluster ? [" · ", word("cluster", { number: actor.cluster })] : [])),
    sums(found), picture.opening({ node: code }), ...headed("relations", mine, lineList(mine, code)), ...headed("statements", found, cards(found)),
  ];
};

const pairPanel = ([from, to]) => {
  const found = passing.filter((each) => toward(each, from, to));
  return [make("h2", {}, ...ends(from, to, true)), make("p", { class: "quiet" }, told(found)), sums(found), cards(found)];
};
// An undirected relation goes both ways.
const toward = (statement, from, to) => (statement.source === from && statement.target === to) ||
  (data.kinds[statement.kind].symmetric && statement.source === to && statement.target === from);

const onePanel = (statement) => {
  const hidden = !passing.includes(statement);
  return [make("h2", {}, ...ends(statement.source, statement.target, !data.kinds[statement.kind].symmetric)), hidden ? make("p", { class: "quiet" }, word("beyond")) : "", cards([statement])];
};

const somePanel = ({ title, statements }) => [make("h2", {}, title), make("p", { class: "quiet" }, told(statements)), sums(statements), cards(statements)];

const body = ({ node, edge, pair, one, month, person }) => {
  if (edge !== undefined) return edgePanel(data.edges[edge]);
  if (node !== undefined) return nodePanel(node);
  if (pair !== undefined) return pairPanel(pair);
  if (one !== undefined) return onePanel(data.statements[one]);
  if (month !== undefined || person !== undefined) return somePanel(picture.some({ month, person }));
  return overview();
};

const panel = () => {
  const back = state.chosen ? [make("button", { type: "button", class: "back", press: goBack }, word("back"))] : [];
  byId("panel").replaceChildren(...back, ...body(state.chosen || {}).filter(Boolean));
  byId("panel").scrollTop = 0;
};
