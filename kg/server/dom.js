// What the page knows, and the one way by which text gets into it.
export const byId = (id) => document.getElementById(id);
export const known = await (await fetch(`/names.json${window.location.search}`)).json();

// Everything that comes from data reaches the page through here: as text, never as markup.
export const make = (tag, attributes = {}, ...children) => {
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
// An Arabic name within English, or the other way round, keeps its own order and leaves that of its neighbours.
export const isolated = (text, direction = "auto", language = null) => make("bdi", { dir: direction, lang: language }, text);

export const word = (key, values = {}) => {
  let text = known.words[key] || key;
  for (const [name, value] of Object.entries(values)) text = text.split(`{${name}}`).join(String(value));
  // "{count:row|rows}": the first for one, the other for more.
  return text.replace(/\{(\w+):([^|}]*)\|([^}]*)\}/g, (whole, name, single, several) => (values[name] === 1 ? single : several));
};

export const actor = (code) => (known.actors[code] || [code])[0];
export const number = (value) => new Intl.NumberFormat(`${known.language}-u-nu-latn`).format(value);

const BASE = "https://w3id.org/state-relations/";
export const ID = `${BASE}id/`;
export const NS = `${BASE}ns#`;
// The page of an IRI of ours on this server, or null.
export const address = (iri) => {
  if (!iri.startsWith(BASE)) return null;
  const [head, hash] = iri.split("#statement=");
  return spoken(`/${head.slice(BASE.length)}${hash ? `?statement=${hash}` : ""}`);
};
// An address keeps the language if the address of this page names one.
export const spoken = (path) => {
  if (!known.told) return path;
  const [head, fragment] = path.split("#");
  return `${head}${head.includes("?") ? "&" : "?"}lang=${known.language}${fragment ? `#${fragment}` : ""}`;
};
export const short = (iri) => {
  const found = Object.entries(known.prefixes).find(([, base]) => iri.startsWith(base));
  return found ? `${found[0]}:${iri.slice(found[1].length)}` : iri.startsWith(BASE) ? iri.slice(BASE.length) : iri;
};

// Spelling variants and case are folded for searching, as far as Unicode and Arabic news need it.
export const fold = (text) =>
  text.normalize("NFKD").replace(/[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u2060-\u206f\u202a-\u202e\ufeff]/g, "")
    .replace(/[أإآٱ]/g, "ا").replace(/[ىیې]/g, "ي").replace(/ک/g, "ك").replace(/ة/g, "ه").replace(/ؤ/g, "و").replace(/ئ/g, "ي")
    .replace(/[ıİ]/g, "i").toLowerCase().replace(/\s+/g, " ").trim();
