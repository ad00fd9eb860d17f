// Actors are found by any of their names, however they are spelt.
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

const search = () => {
  state.found = fold(byId("search").value);
  const hits = state.found ? data.nodes.map((node) => [node.id, match(node.id, state.found)]).filter(([, hit]) => hit) : [];
  hits.sort(([one, hit], [other, too]) => hit.folded.indexOf(state.found) - too.folded.indexOf(state.found) || name(one).localeCompare(name(other), state.language));
  byId("hits").replaceChildren(...hits.slice(0, 8).map(([code, hit]) => make("li", {}, make(
    "button", { type: "button", press: () => choose({ node: code }) }, isolated(name(code)), hit.text === name(code) ? "" : make("span", { class: "quiet" }, isolated(hit.text)),
  ))));
  byId("found").textContent = state.found ? word("hits", { count: hits.length }) : "";
  return hits.map(([code]) => code);
};
