// The page's data, and the one way by which text gets into the page.
const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId("data").textContent);
const actors = new Map(data.nodes.map((node) => [node.id, node]));
const state = { language: "en", theme: "light", families: {}, statuses: {}, kinds: {}, said: "", outlet: "", least: data.least, reports: 1, found: "", chosen: null };

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
const name = (code) => inLanguage((actors.get(code) || {}).names || data.speakers[code] || {}) || code;
const kindName = (kind) => inLanguage(data.kinds[kind].labels) || kind;
const family = (statement) => data.kinds[statement.kind].family;
const familyName = (key) => word(key);
const article = (statement) => data.articles[statement.article];
// Who says it: the person or organ if the text names one, and whom it speaks for; else the outlet.
const speaker = (statement) => {
  const actor = statement.speaker ? [isolated(name(statement.speaker))] : [];
  const person = statement.person && statement.person !== statement.speaker && inLanguage(data.speakers[statement.person] || {});
  if (person) return make("span", {}, isolated(person), ...actor.flatMap((each) => [" (", each, ")"]));
  return actor.length ? actor[0] : isolated(article(statement).outlet || word("outlet"));
};
const mirrored = () => word("dir") === "rtl";
const arrow = (directed) => make("span", { class: "way", "aria-hidden": "true" }, directed ? (mirrored() ? "←" : "→") : "↔");

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

// Spelling variants and case are folded for searching, as far as Unicode and Arabic news need it.
const fold = (text) =>
  text.normalize("NFKD").replace(/[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u2060-\u206f\u202a-\u202e\ufeff]/g, "")
    .replace(/[أإآٱ]/g, "ا").replace(/[ىیې]/g, "ي").replace(/ک/g, "ك").replace(/ة/g, "ه").replace(/ؤ/g, "و").replace(/ئ/g, "ي")
    .replace(/[ıİ]/g, "i").toLowerCase().replace(/\s+/g, " ").trim();
const searched = new Map(data.nodes.map((node) => [
  node.id, [...new Set([...Object.values(node.names), ...node.also, node.id])].map((text) => ({ text, folded: fold(text) })),
]));
// "ال" at the head of an Arabic word is no part of what one looks for.
const bare = (text) => text.replace(/(^|\s)ال(?=\S{2})/g, "$1");
const match = (code, wanted) => searched.get(code).find((each) => bare(each.folded).includes(bare(wanted)));
