// What is shown is saved: the picture as SVG or PNG, the statements as CSV.
const download = (url, ending) => make("a", { href: url, download: `${["state-relations", data.view.kind, ...data.view.actors.filter((code) => /^[\w-]+$/.test(code)).slice(0, 4)].join("-")}.${ending}` }).click();
const saveText = (text, type, ending) => {
  const url = URL.createObjectURL(new Blob([text], { type }));
  download(url, ending);
  setTimeout(() => URL.revokeObjectURL(url), 10000);
};
const svgSource = () => {
  const svg = picture.svg();
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  for (const each of svg.querySelectorAll("[tabindex]")) { each.removeAttribute("tabindex"); each.removeAttribute("role"); }
  return [new XMLSerializer().serializeToString(svg), Number(svg.getAttribute("width")), Number(svg.getAttribute("height"))];
};
const saveSvg = () => saveText(svgSource()[0], "image/svg+xml", "svg");
const SHARP = 2; // pixels of the PNG for one of the screen
const savePng = () => {
  const [source, width, height] = svgSource();
  const image = new Image();
  image.addEventListener("load", () => {
    const canvas = document.createElement("canvas");
    const scale = Math.min(SHARP, 12000 / Math.max(width, height));
    [canvas.width, canvas.height] = [width * scale, height * scale];
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    download(canvas.toDataURL("image/png"), "png");
  });
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
};

// What a spreadsheet would take for a formula gets a mark before it, as in what `kg query` writes.
const cell = (value) => {
  const text = value === null || value === undefined ? "" : String(value);
  return `"${(/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
};
const COLUMNS = ["source", "kind", "target", "family", "status", "speaker", "person", "date", "confidence", "outlet", "published", "title", "url", "article", "words"];
const saveCsv = () => {
  const rows = passing.map((each) => {
    const from = article(each);
    return [each.source, each.kind, each.target, family(each), each.status, each.speaker, each.person, each.date, each.confidence, from.outlet, from.published, from.title, from.url, from.id, each.quote].map(cell).join(",");
  });
  // The mark at the head tells a spreadsheet that this is UTF-8.
  saveText(`\ufeff${[COLUMNS.join(","), ...rows].join("\r\n")}\r\n`, "text/csv", "csv");
};

const listenToSaving = () => {
  for (const [id, save] of [["png", savePng], ["svg", saveSvg], ["csv", saveCsv]]) byId(id).addEventListener("click", () => { save(); byId("save").open = false; });
};
