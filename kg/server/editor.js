// The editor: a text area over a copy of its text in colours.
import { byId, make } from "./dom.js";

const KEYWORDS = "SELECT|CONSTRUCT|ASK|DESCRIBE|WHERE|FROM|NAMED|GRAPH|OPTIONAL|UNION|MINUS|FILTER|BIND|VALUES|AS|DISTINCT|REDUCED|ORDER|GROUP|BY|ASC|DESC|HAVING|LIMIT|OFFSET|PREFIX|BASE|EXISTS|NOT|IN|UNDEF|A";
const TOKENS = new RegExp([
  "(?<c>#[^\\n]*)", "(?<i><[^<>\\s]*>)", "(?<s>\"\"\"[\\s\\S]*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\\n]|\\\\.)*')", "(?<v>[?$]\\w+)",
  "(?<p>[\\w-]*:[\\w%.-]*)", `(?<k>\\b(?:${KEYWORDS})\\b)`,
].join("|"), "giu");
const LONGEST = 20000; // beyond this, colours would make typing slow

const area = byId("query");
export const text = () => area.value;
export const changed = [];

const shade = () => {
  const pieces = [];
  let at = 0;
  if (area.value.length <= LONGEST) {
    for (const found of area.value.matchAll(TOKENS)) {
      const [kind] = Object.entries(found.groups).find(([, value]) => value !== undefined);
      pieces.push(area.value.slice(at, found.index), make("span", { class: kind === "p" ? "i" : kind }, found[0]));
      at = found.index + found[0].length;
    }
  }
  // A last line that is empty has a height in a text area, but not in the copy.
  byId("shade").replaceChildren(...pieces, `${area.value.slice(at)}\n`);
};
export const write = (value) => {
  area.value = value;
  shade();
  area.parentElement.scrollTop = 0;
};

area.addEventListener("input", () => { shade(); for (const each of changed) each(); });
area.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  if (event.ctrlKey || event.metaKey) { area.form.requestSubmit(); return; }
  // A new line stands in as far as the one before, and two further after a brace.
  const line = area.value.slice(0, area.selectionStart).split("\n").pop();
  const deeper = /[{(]\s*$/.test(line) ? "  " : "";
  area.setRangeText(`\n${line.match(/^ */)[0]}${deeper}`, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input"));
});
