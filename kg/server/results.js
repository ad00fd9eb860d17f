// An answer: read into columns and rows, and shown as a table that can be sorted.
import { ID, NS, actor, address, byId, isolated, known, make, number, short, spoken, word } from "./dom.js";

const SHOWN = 1000;
const [BRIEF, LONG] = [13, 60]; // a day is not broken
const HASH = 8; // as many characters of one are shown as name it
const STATUSES = ["actual", "intended", "denied"];

// N-Triples, as the server writes them, to rows of three cells.
const TERM = /\s*(?:<([^>]*)>|(_:\S+)|"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?)/gy;
const ESCAPES = { t: "\t", n: "\n", r: "\r", b: "\b", f: "\f" };
const unescaped = (text) => text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (whole, four, eight, one) => (one ? ESCAPES[one] || one : String.fromCodePoint(parseInt(four || eight, 16))));
const cellOf = ([, iri, blank, literal, language, datatype]) => {
  if (iri !== undefined) return { type: "uri", value: unescaped(iri) };
  if (blank !== undefined) return { type: "bnode", value: blank.slice(2) };
  return { type: "literal", value: unescaped(literal), "xml:lang": language, datatype };
};
const triple = (line) => {
  const found = [];
  TERM.lastIndex = 0;
  for (let place = 0; place < 3; place += 1) {
    const match = TERM.exec(line);
    if (!match) return null;
    found.push(cellOf(match));
  }
  return found;
};

export const fromTriples = (text) => ({ triples: true, columns: ["subject", "predicate", "object"], rows: text.split("\n").filter(Boolean).map(triple).filter(Boolean) });
export const fromJson = (json) => {
  if (json.boolean !== undefined) return { truth: json.boolean, columns: [], rows: [] };
  const columns = json.head.vars;
  return { columns, rows: json.results.bindings.map((row) => columns.map((name) => row[name] || null)) };
};

// What a column holds is told by all of its cells: shipped questions answer with bare codes.
const every = (result, place, test) => {
  const name = result.columns[place];
  const cells = result.rows.map((row) => row[place]).filter((cell) => cell && cell.value !== "");
  return cells.length > 0 && cells.every((cell) => test(cell, name));
};
const plain = (cell) => cell.type === "literal" && !cell["xml:lang"];
const tests = {
  actor: (cell) => (cell.type === "uri" ? cell.value.startsWith(ID) : plain(cell) && Boolean(known.actors[decodeURIComponent(safe(cell.value))])),
  kind: (cell) => (cell.type === "uri" ? cell.value.startsWith(NS) && Boolean(known.kinds[cell.value.slice(NS.length)]) : plain(cell) && Boolean(known.kinds[cell.value])),
  status: (cell) => (cell.type === "uri" ? STATUSES.includes(cell.value.slice(NS.length)) && cell.value.startsWith(NS) : plain(cell) && STATUSES.includes(cell.value)),
  // As shipped questions call them.
  article: (cell, name) => name === "id" && plain(cell),
  fact: (cell, name) => (name === "fact" || name === "factId") && plain(cell) && /^[0-9a-f]{20}$/.test(cell.value),
  number: (cell) => cell.type === "literal" && /^-?\d+(\.\d+)?$/.test(cell.value),
};
const safe = (text) => (/%(?![0-9A-Fa-f]{2})/.test(text) ? encodeURIComponent(text) : text);
export const typed = (result) => result.columns.map((_, place) => Object.keys(tests).find((type) => every(result, place, tests[type])) || "other");
export const codeOf = (cell) => (cell.value.startsWith(ID) ? decodeURIComponent(safe(cell.value.slice(ID.length))) : decodeURIComponent(safe(cell.value)));
export const kindOf = (cell) => (cell.value.startsWith(NS) ? cell.value.slice(NS.length) : cell.value);

const web = (text) => /^https?:\/\/\S+$/i.test(text);
const link = (href, text, outside = false) => make("a", { href, rel: outside ? "noopener noreferrer" : null, target: outside ? "_blank" : null }, isolated(text));
const content = (cell, type) => {
  if (!cell) return "";
  if (type === "actor" && cell.value) return link(spoken(`/id/${encodeURIComponent(codeOf(cell))}`), actor(codeOf(cell)));
  if (type === "kind" && cell.value) return link(spoken(`/ns#${kindOf(cell)}`), known.kinds[kindOf(cell)].label);
  if (type === "article") return link(spoken(`/article/${encodeURIComponent(cell.value)}`), cell.value);
  if (type === "fact") return link(spoken(`/fact/${cell.value}`), cell.value.slice(0, HASH));
  if (type === "status" && cell.value) return word(kindOf(cell));
  if (cell.type === "uri") {
    const local = address(cell.value);
    if (cell.value.startsWith(ID)) return link(local, actor(codeOf(cell)));
    const [, hash] = cell.value.match(/(?:#statement=|\/fact\/)([0-9a-f]{20})$/) || [];
    if (local && hash) return link(local, hash.slice(0, HASH));
    return local ? link(local, short(cell.value)) : web(cell.value) ? link(cell.value, short(cell.value), true) : isolated(short(cell.value), "ltr");
  }
  if (cell.type === "bnode") return isolated(`_:${cell.value}`, "ltr");
  return isolated(cell.value, "auto", cell["xml:lang"] || null);
};
const textOf = (cell, type) => {
  if (!cell) return "";
  return type === "actor" && cell.value ? actor(codeOf(cell)) : type === "kind" && cell.value ? known.kinds[kindOf(cell)].label : cell.value;
};

const order = new Intl.Collator(known.language, { numeric: true });
let sorted = null;
const headed = (name, result) => (result.triples ? word(name) : known.called.columns[name] || name);

export const table = (result) => {
  const types = typed(result);
  const rows = [...result.rows];
  if (sorted) {
    const { place, down } = sorted;
    const key = new Map(rows.map((row) => [row, textOf(row[place], types[place])]));
    rows.sort((one, other) => order.compare(key.get(one), key.get(other)) * (down ? -1 : 1));
  }
  const heads = result.columns.map((name, place) => {
    const press = () => { sorted = { place, down: Boolean(sorted && sorted.place === place && !sorted.down) }; table(result); byId("table").querySelectorAll("th button")[place].focus(); };
    const at = sorted && sorted.place === place ? (sorted.down ? "descending" : "ascending") : null;
    return make("th", { scope: "col", "aria-sort": at, class: types[place] === "number" ? "number" : null }, make("button", { type: "button", press, title: word("sort", { column: headed(name, result) }) }, headed(name, result)));
  });
  const shape = (each, place) => (types[place] === "number" ? "number" : !each || each.type !== "literal" || types[place] !== "other" ? null : each.value.length > LONG ? "long" : each.value.length < BRIEF ? "brief" : null);
  const cell = (each, place) => make("td", { class: shape(each, place) }, content(each, types[place]));
  const body = rows.slice(0, SHOWN).map((row) => make("tr", {}, ...row.map(cell)));
  const more = rows.length > SHOWN ? make("p", { class: "quiet" }, word("first", { count: number(SHOWN), all: number(rows.length) })) : "";
  byId("table").replaceChildren(...[more, make("table", {}, make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...body))].filter(Boolean));
};

export const show = (result) => {
  sorted = null;
  if (result.truth !== undefined) byId("table").replaceChildren(make("p", { class: "truth" }, word(result.truth ? "yes" : "no")));
  else if (!result.rows.length) byId("table").replaceChildren(make("p", { class: "quiet" }, word("empty")));
  else table(result);
};
