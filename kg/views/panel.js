// What stands behind the line or actor chosen: statements with their words; and the same as a table.
const link = (url) => {
  let parsed = null;
  try { parsed = new URL(url); } catch { return null; }
  if (parsed.protocol !== "https:" && parsed.protocol !== "http:") return null;
  return make("a", { href: parsed.href, rel: "noopener noreferrer", target: "_blank" }, word("read"));
};

const parted = (...parts) => parts.filter(Boolean).map((part) => make("span", { class: "part" }, part));
const ends = (from, to, directed) => [isolated(name(from)), " ", arrow(directed), " ", isolated(name(to))];

// What one sentence says of the same two, by the same speaker, stands on one card, whatever the kinds.
const grouped = (statements) => {
  const groups = new Map();
  for (const each of statements) {
    const { symmetric } = data.kinds[each.kind];
    const pair = symmetric ? [each.source, each.target].sort() : [each.source, each.target];
    const key = JSON.stringify([each.article, each.quote, each.status, each.speaker, each.person, each.date, family(each), symmetric, pair]);
    groups.set(key, [...(groups.get(key) || []), each]);
  }
  return [...groups.values()];
};

const evidence = (statement) => {
  const gap = (text, quote) => (/\s$/.test(text) || /^\s/.test(quote) ? "" : " ");
  const { before, quote, after } = statement;
  return make("blockquote", { dir: "auto", lang: article(statement).language },
    // The words themselves, not what stands around them, say which way the passage runs: "auto" passes over these.
    before ? make("bdi", { class: "around", dir: "auto" }, `… ${before}${gap(before, quote)}`) : "", make("mark", {}, quote),
    after ? make("bdi", { class: "around", dir: "auto" }, `${gap(quote, after)}${after} …`) : "");
};

const percent = (numbers) => distinct(numbers.map((each) => Math.round(each * 100)).sort((one, other) => one - other)).join("–");
const card = (group) => {
  const [first] = group;
  const from = article(first);
  const details = [from.outlet && isolated(from.outlet), from.published && when(from.published), from.url && link(from.url)];
  return make("article", { class: `statement ${family(first)}` },
    make("h3", {}, ...(data.kinds[first.kind].symmetric ? ends(...[first.source, first.target].sort(), false) : ends(first.source, first.target, true))),
    make("p", { class: "tags" }, ...distinct(group.map((each) => each.kind)).map((kind) => make("span", { class: "tag kind" }, kindName(kind))),
      first.status === "actual" ? "" : make("span", { class: `tag ${first.status}` }, word(first.status)),
      first.date ? make("span", { class: "tag" }, when(first.date)) : ""),
    evidence(first),
    make("p", { class: "said" }, `${word("saidBy")} `, make("strong", {}, speaker(first)),
      make("span", { class: "part", title: `${word("rule")}: ${distinct(group.map((each) => each.rule)).join(", ")}` },
        `${word("sure")} `, isolated(`${percent(group.map((each) => each.confidence))}%`, "ltr"))),
    make("p", { class: "source" }, make("cite", {}, isolated(from.title || from.id)), ...parted(...details)));
};

const STEP = 25;
const cards = (statements) => {
  const box = make("div", { class: "cards" });
  const groups = grouped(statements);
  const more = (from) => {
    box.append(...groups.slice(from, from + STEP).map(card));
    if (groups.length <= from + STEP) return;
    const button = make("button", { type: "button", press: () => { button.remove(); more(from + STEP); } }, word("more", { count: groups.length - from - STEP }));
    box.append(button);
  };
  more(0);
  return box;
};

const directed = (statements, edge) => {
  const aims = (code) => statements.some((each) => !data.kinds[each.kind].symmetric && each.target === code);
  return [aims(edge.from), aims(edge.to)];
};
const lineButton = (edge, about) => {
  const kept = shown(edge);
  const [back, on] = directed(kept, edge);
  const [from, to] = (back && !on) || (about === edge.to && !on) ? [edge.to, edge.from] : [edge.from, edge.to];
  return make("li", {}, make("button", { type: "button", class: edge.family, press: () => choose({ edge: edge.id }) },
    make("span", { class: "ends" }, ...ends(from, to, on !== back)),
    make("span", { class: "quiet" }, ...parted(familyName(edge.family), edge.status === "actual" ? "" : word(edge.status))),
    make("span", { class: "count" }, String(kept.length))));
};
const byReports = (one, other) => shown(other).length - shown(one).length || one.id - other.id;
const lineList = (found, about) => make("ul", { class: "lines" }, ...found.sort(byReports).map((edge) => lineButton(edge, about)));
const visible = () => data.edges.filter((edge) => shown(edge).length);

const overview = () => {
  const most = visible().sort(byReports).slice(0, 10);
  return [make("h2", {}, word("overview")), make("p", { class: "quiet" }, word("pick")), most.length ? make("h4", {}, word("most")) : "", lineList(most)];
};

const edgePanel = (edge) => {
  const found = shown(edge);
  const [back, on] = directed(found, edge);
  const [from, to] = back && !on ? [edge.to, edge.from] : [edge.from, edge.to];
  const articles = distinct(found.map((each) => each.article)).length;
  const twins = visible().filter((other) => pairOf(other) === pairOf(edge) && other.id !== edge.id);
  return [
    make("h2", {}, ...ends(from, to, on !== back)),
    make("p", { class: `sum ${edge.family}` }, familySample(edge.family), make("strong", {}, familyName(edge.family)), edge.status === "actual" ? "" : make("span", { class: "part" }, word(edge.status)),
      make("span", { class: "part" }, word("reports", { count: found.length, articles }))),
    twins.length ? make("h4", {}, word("twins")) : "", twins.length ? lineList(twins) : "", cards(found),
  ];
};

const nodePanel = (code) => {
  const actor = actors.get(code);
  const mine = visible().filter((edge) => edge.from === code || edge.to === code);
  const found = mine.flatMap((edge) => shown(edge));
  const others = distinct(Object.values(actor.names)).filter((each) => each !== name(code));
  const sums = families.map((key) => [key, found.filter((each) => family(each) === key).length]).filter(([, each]) => each);
  return [
    make("h2", {}, isolated(name(code))),
    make("p", { class: "quiet names" }, `${word(actor.kind)} · `, isolated(code), ...others.flatMap((each) => [" · ", isolated(each)])),
    make("ul", { class: "sums" }, ...sums.map(([key, each]) => make("li", { class: key }, familySample(key), `${familyName(key)} `, make("strong", {}, String(each))))),
    mine.length ? make("h4", {}, word("relations")) : "", lineList(mine, code), found.length ? make("h4", {}, word("statements")) : "", cards(found),
  ];
};

const panel = () => {
  const { node, edge } = state.chosen || {};
  const back = state.chosen ? [make("button", { type: "button", class: "back", press: () => choose(null) }, word("back"))] : [];
  const body = edge !== undefined ? edgePanel(data.edges[edge]) : node !== undefined ? nodePanel(node) : overview();
  byId("panel").replaceChildren(...back, ...body.filter(Boolean));
  byId("panel").scrollTop = 0;
};

const ROWS = 2000;
const table = () => {
  const rows = kept.flat();
  const cells = (each) => {
    const from = article(each);
    return [isolated(name(each.source)), kindName(each.kind), isolated(name(each.target)), word(each.status), speaker(each), each.date ? when(each.date) : "", make("q", { dir: "auto", lang: from.language }, each.quote), isolated(from.title || from.id)];
  };
  const heads = ["source", "relation", "target", "status", "saidBy", "date", "words", "article"];
  byId("rows").replaceChildren(
    make("caption", {}, rows.length > ROWS ? word("rows", { count: ROWS, all: rows.length }) : word("table")),
    make("thead", {}, make("tr", {}, ...heads.map((key) => make("th", { scope: "col" }, word(key))))),
    make("tbody", {}, ...rows.slice(0, ROWS).map((each) => make("tr", {}, ...cells(each).map((cell) => make("td", {}, cell))))));
};
