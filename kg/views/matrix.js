// Who is told to act towards whom: a row acts, a column is acted on; actors of one cluster stand together.
let CELL = 27; // pixels of a cell, fewer where there is little room
const BREAK = 7; // pixels between clusters
const tellOf = grouped(data.statements.flatMap((each) => [[each.source, each], [each.target, each]]), ([code]) => code);
const ordered = () => [...data.view.actors].sort((one, other) => {
  const cluster = (code) => actors.get(code).cluster || 999;
  const number = (code) => (tellOf.get(code) || []).length;
  return cluster(one) - cluster(other) || number(other) - number(one) || (one < other ? -1 : 1);
});

const cells = () => {
  const found = new Map();
  const add = (from, to, each) => {
    const key = JSON.stringify([from, to]);
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(each);
  };
  for (const each of passing) {
    add(each.source, each.target, each);
    if (data.kinds[each.kind].symmetric) add(each.target, each.source, each);
  }
  return found;
};
const depth = (number, most) => 0.2 + 0.45 * Math.min(1, Math.log2(1 + number) / Math.log2(1 + most));

const cellSvg = (x, y, found, most) => {
  const plus = found.filter((each) => data.kinds[each.kind].sign > 0).length;
  const minus = found.length - plus;
  const blue = { fill: colour("cooperatesWith"), "fill-opacity": depth(plus, most) };
  const red = { fill: colour("opposes"), "fill-opacity": depth(minus, most) };
  const [right, low] = [x + CELL - 1, y + CELL - 1];
  const parts = plus && minus
    ? [drawing("path", { d: `M${x} ${y}H${right}L${x} ${low}Z`, ...blue }), drawing("path", { d: `M${right} ${y}V${low}H${x}Z`, ...red })]
    : [drawing("rect", { x, y, width: CELL - 1, height: CELL - 1, ...(plus ? blue : red) })];
  const text = plus && minus ? "±" : `${plus ? "+" : "−"}${found.length}`;
  return { plus, minus, parts: [...parts, svgText(x + CELL / 2, y + CELL / 2 + 4, text, { "text-anchor": "middle", "font-size": (text.length > 2 ? 0.9 : 1) * (CELL < 24 ? 9.5 : 11), "font-weight": 600 })] };
};

const matrixSvg = () => {
  const codes = ordered();
  const texts = new Map(codes.map((code) => [code, shortened(name(code), 21)]));
  const longest = Math.max(4, ...[...texts.values()].map((text) => text.length));
  const [left, top, over] = [Math.min(165, 20 + longest * 7.2), Math.min(150, 24 + longest * 6.2), Math.min(75, longest * 3.4)];
  CELL = Math.max(19, Math.min(27, Math.floor((roomOf(300) - left - over - 24) / Math.max(1, codes.length))));
  const at = new Map();
  let place = 0;
  codes.forEach((code, index) => {
    if (index && actors.get(code).cluster !== actors.get(codes[index - 1]).cluster) place += BREAK;
    at.set(code, place);
    place += CELL;
  });
  const [width, height] = [left + place + over, top + place + 8];
  const column = (code) => (mirrored() ? width - left - at.get(code) - CELL : left + at.get(code));
  const found = cells();
  const most = Math.max(1, ...[...found.values()].map((each) => each.length));
  const labels = codes.flatMap((code) => {
    const hit = state.found && match(code, state.found);
    const look = { fill: hit ? ink("chosen") : ink("ink"), "font-weight": hit ? 700 : 400, "font-size": 12.5 };
    const [x, y] = [column(code) + CELL / 2, top + at.get(code) + CELL / 2];
    const tall = mirrored() ? { transform: `rotate(60 ${x} ${top - 8})`, "text-anchor": "end" } : { transform: `rotate(-60 ${x} ${top - 8})`, "text-anchor": "start" };
    return [
      svgText(facingX(left - 8, width), y + 4, held(texts.get(code)), { ...look, "text-anchor": mirrored() ? "start" : "end" }),
      svgText(x, top - 8, held(texts.get(code)), { ...look, ...tall }),
      drawing("rect", { x: column(code), y: top + at.get(code), width: CELL - 1, height: CELL - 1, fill: ink("faint"), "fill-opacity": 0.7 }),
    ];
  });
  const marks = [];
  for (const from of codes) {
    for (const to of codes) {
      const told = found.get(JSON.stringify([from, to]));
      if (from === to) continue;
      const [x, y] = [column(to), top + at.get(from)];
      if (!told) { labels.push(drawing("rect", { x, y, width: CELL - 1, height: CELL - 1, fill: ink("cell") })); continue; }
      const { plus, minus, parts } = cellSvg(x, y, told, most);
      const chosen = state.chosen && state.chosen.pair && state.chosen.pair.join() === [from, to].join();
      if (chosen) parts.push(drawing("rect", { x: x - 0.5, y: y - 0.5, width: CELL, height: CELL, fill: "none", stroke: ink("chosen"), "stroke-width": 3 }));
      marks.push(mark(word("cell", { from: held(name(from)), to: held(name(to)), plus, minus }), () => choose({ pair: [from, to] }), ...parts));
    }
  }
  return { svg: svgPicture(width, height, ...labels, ...marks), marks };
};

const picture = {
  start: () => new ResizeObserver(() => picture.draw()).observe(byId("picture")),
  draw: () => {
    const { svg, marks } = matrixSvg();
    roving(marks, 1);
    redrawn(svg);
    return passing.length ? data.view.actors.length : 0;
  },
  fit: () => {},
  controls: () => {},
  legend: () => {
    const box = (...parts) => drawing("svg", { class: "sample", width: CELL, height: CELL - 6, viewBox: `0 0 ${CELL} ${CELL}`, "aria-hidden": "true" }, ...parts);
    const fake = (...signs) => signs.map((each) => ({ kind: kinds.find((kind) => data.kinds[kind].sign === each) })).filter(({ kind }) => kind);
    const of = (statements) => (statements.length ? box(...cellSvg(0, 0, statements, 1).parts) : "");
    return [[of(fake(1)), word("plusCell")], [of(fake(-1)), word("minusCell")], [of(fake(1, -1)), word("bothCell")], ["", word("rowActs")], ["", word("byCluster")]].filter(([shape], index) => shape || index > 2);
  },
  svg: () => matrixSvg().svg,
  opening: () => "",
  some: () => ({ title: "", statements: [] }),
  release: () => {},
  reshown: () => picture.draw(),
};
