// The page's data, and the one way by which text gets into the page.
const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId("data").textContent);
const actors = new Map(data.nodes.map((node) => [node.id, node]));
const groups = new Map(data.nodes.filter((node) => node.kind === "GROUP").map((node) => [node.id, node]));
// An actor of whom little is told, in a very large network, stands within its group.
const folded = new Map([...groups].flatMap(([id, { members }]) => members.map((code) => [code, id])));
const drawnAs = (code) => folded.get(code) || code;
data.statements.forEach((statement, number) => { statement.number = number; });
// What the reader has set; sifting.js gives each filter its first value.
const state = { language: "en", theme: "light", found: "", chosen: null, trail: [], table: false };

// Everything that comes from data reaches the page through here: as text, never as markup.
const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "class") element.className = value;
    else if (key === "press") element.addEventListener("click", value);
    else element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
};
const drawing = (tag, attributes, ...children) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};
// An Arabic name within English, or the other way round, keeps its own order and leaves that of its neighbours.
const isolated = (text, direction = "auto") => make("bdi", { dir: direction }, text);

const word = (key, values = {}) => {
  const words = data.words[state.language];
  let text = words[key] || data.words.en[key] || key;
  for (const [name, value] of Object.entries(values)) text = text.split(`{${name}}`).join(String(value));
  // "{count:statement|statements}": the first for one, the other for more.
  return text.replace(/\{(\w+):([^|}]*)\|([^}]*)\}/g, (whole, name, single, several) => (values[name] === 1 ? single : several));
};
const inLanguage = (labels) => labels[state.language] || labels.en || labels.ar || Object.values(labels)[0];
const name = (code) => {
  const group = groups.get(code);
  if (group) return word(group.anchor ? "groupOf" : "groupOthers", { count: group.members.length, name: group.anchor ? name(group.anchor) : "" });
  return inLanguage((actors.get(code) || {}).names || data.names[code] || {}) || code;
};
const kindName = (kind) => inLanguage(data.kinds[kind].labels) || kind;
const family = (statement) => data.kinds[statement.kind].family;
const familyName = (key) => word(key);
const article = (statement) => data.articles[statement.article];
// Who says it: the person or organ if the text names one, and whom it speaks for; else the outlet.
const speaker = (statement) => {
  const actor = statement.speaker ? [isolated(name(statement.speaker))] : [];
  const person = statement.person && statement.person !== statement.speaker && inLanguage(data.names[statement.person] || {});
  if (person) return make("span", {}, isolated(person), ...actor.flatMap((each) => [" (", each, ")"]));
  return actor.length ? actor[0] : isolated(article(statement).outlet || word("outlet"));
};
const mirrored = () => word("dir") === "rtl";
const arrow = (directed) => make("span", { class: "way", "aria-hidden": "true" }, directed ? (mirrored() ? "←" : "→") : "↔");

const distinct = (values) => [...new Set(values)];
const grouped = (values, keyOf) => {
  const found = new Map();
  for (const each of values) {
    const key = keyOf(each);
    if (found.has(key)) found.get(key).push(each); else found.set(key, [each]);
  }
  return found;
};

// A date is shown as precisely as it is known, and no further.
const FORMS = { 10: { day: "numeric", month: "long", year: "numeric" }, 7: { month: "long", year: "numeric" }, 4: { year: "numeric" } };
const day = (text) => {
  const form = FORMS[text.length];
  const padded = text + "-01-01".slice(text.length - 4);
  const date = new Date(`${padded}T00:00:00Z`);
  if (!form || Number.isNaN(date.getTime())) return text;
  return new Intl.DateTimeFormat(`${state.language}-u-nu-latn-ca-gregory`, { ...form, timeZone: "UTC" }).format(date);
};
const when = (text) => isolated(text.split("/").map(day).join(" – "), word("dir"));
