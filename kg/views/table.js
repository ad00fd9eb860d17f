// The same as a table: for screen readers, for printing, for reading down.
const ROWS = 2000;
const table = () => {
  const rows = passing;
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
