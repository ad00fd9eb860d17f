// A statement with the words that it was read from, who says so, and what others report of the same.
const link = (url) => {
  let parsed = null;
  try { parsed = new URL(url); } catch { return null; }
  if (parsed.protocol !== "https:" && parsed.protocol !== "http:") return null;
  return make("a", { href: parsed.href, rel: "noopener noreferrer", target: "_blank" }, word("read"));
};

const parted = (...parts) => parts.filter(Boolean).map((part) => make("span", { class: "part" }, part));
const ends = (from, to, directed) => [isolated(name(from)), " ", arrow(directed), " ", isolated(name(to))];

// What one sentence says of the same two, by the same speaker, stands on one card, whatever the kinds.
const sameWords = (statements) => [...grouped(statements, (each) => {
  const { symmetric } = data.kinds[each.kind];
  const pair = symmetric ? [each.source, each.target].sort() : [each.source, each.target];
  return JSON.stringify([each.article, each.quote, each.status, each.speaker, each.person, each.date, family(each), symmetric, pair]);
}).values()];

const byFact = grouped(data.statements, (each) => each.fact);
const twoOf = (statement) => JSON.stringify([statement.source, statement.target].sort());
const byTwo = grouped(data.statements, twoOf);
// What is less sure than the reader asks for would lead astray, whatever the other filters hide.
const oncePerArticle = (statements) => [...new Map(statements.filter((each) => each.confidence >= state.least).map((each) => [each.article, each])).values()];

// Statements of other articles that tell the same fact.
const alike = (group) => oncePerArticle(group.flatMap((each) => byFact.get(each.fact)).filter((each) => each.article !== group[0].article));
// The same told here and denied there.
const denials = (group) => oncePerArticle(group.flatMap((each) => byTwo.get(twoOf(each)).filter((other) =>
  other.kind === each.kind && (data.kinds[each.kind].symmetric || other.source === each.source) &&
  [other.status, each.status].sort().join() === "actual,denied")));
// Cooperation told of one day and opposition of another within a week of it, or the other way round.
const WEEK = 7;
const dayOf = (statement) => {
  const text = statement.span ? statement.span[0] : article(statement).published;
  return (statement.date && statement.date.length !== 10) || !text || text.length !== 10 ? null : dayNumber(text);
};
const reversals = (group) => {
  const [first] = group;
  const at = dayOf(first);
  if (first.status !== "actual" || at === null || Number.isNaN(at)) return [];
  return oncePerArticle(byTwo.get(twoOf(first)).filter((other) =>
    other.status === "actual" && data.kinds[other.kind].sign === -data.kinds[first.kind].sign && dayOf(other) !== null && Math.abs(dayOf(other) - at) <= WEEK));
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
const MANY = 6;
const pointers = (key, statements) => {
  if (!statements.length) return "";
  const buttons = statements.slice(0, MANY).map((each) => {
    const from = article(each);
    const parts = [isolated(from.outlet || from.title || from.id), each.status === "actual" ? "" : word(each.status), kindName(each.kind), each.date ? when(each.date) : from.published ? when(from.published) : ""];
    return make("li", {}, make("button", { type: "button", press: () => choose({ one: each.number }) }, ...parted(...parts)));
  });
  const more = statements.length > MANY ? make("li", { class: "quiet" }, `+ ${statements.length - MANY}`) : "";
  return make("div", { class: `pointers ${key}` }, make("h4", {}, word(key)), make("ul", {}, ...buttons, more));
};

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
    make("p", { class: "source" }, make("cite", {}, isolated(from.title || from.id)), ...parted(...details)),
    pointers("alike", alike(group)), pointers("denials", denials(group)), pointers("reversals", reversals(group)));
};

const STEP = 25;
const cards = (statements) => {
  const box = make("div", { class: "cards" });
  const groups = sameWords(statements);
  const more = (from) => {
    box.append(...groups.slice(from, from + STEP).map(card));
    if (groups.length <= from + STEP) return;
    const button = make("button", { type: "button", press: () => { button.remove(); more(from + STEP); } }, word("more", { count: groups.length - from - STEP }));
    box.append(button);
  };
  more(0);
  return box;
};

