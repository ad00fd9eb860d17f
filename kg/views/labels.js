// The names of actors in the network: as large at any zoom, none over another.
const FONT = FACE;
const TEXT = window.innerWidth < 700 ? 12 : 13.5; // pixels on the screen, at any zoom
const named = (node) => (node.person !== undefined ? inLanguage(data.names[node.person] || {}) || node.person : name(node.id));
// Long names stand on two or three lines; each is isolated, so that Arabic and Latin keep their own order on the canvas.
const label = (text) => {
  const rows = text.length <= 14 ? 1 : text.length <= 32 ? 2 : 3;
  const wrapped = [""];
  for (const part of text.split(/\s+/)) {
    const last = wrapped[wrapped.length - 1];
    // A word that lies more in this row than in the next stays in it.
    if (!last || wrapped.length === rows || last.length + part.length / 2 < text.length / rows) wrapped[wrapped.length - 1] = last ? `${last} ${part}` : part;
    else wrapped.push(part);
  }
  return wrapped.map((each) => (each.length > 24 ? `${each.slice(0, 23)}…` : each)).map((each) => `\u2068${each}\u2069`);
};

// Seen from afar, an actor shrinks less than the distances, unless there are so many that they would cover each other.
const MANY_ACTORS = 300;
const swelling = (count, scale) => (count > MANY_ACTORS ? 1 : Math.sqrt(Math.min(scale, 1)));
const FIRST = 8; // actors that get their names before all others
// Names keep their size on the screen at any zoom; where two would touch, that of whom less is told gives way.
const labelled = (circles, scale) => {
  const ratio = Math.min(scale, 1);
  const pencil = document.createElement("canvas").getContext("2d");
  pencil.font = `${TEXT}px ${FONT}`;
  const order = circles.map((node) => ({ ...node })).sort((one, other) => other.chosen - one.chosen || other.hit - one.hit || one.faint - other.faint || other.told - one.told || (one.id < other.id ? -1 : 1));
  for (const node of order) node.size /= swelling(order.length, scale);
  const touch = (box, other) => box[2] > other[0] && box[0] < other[2] && box[3] > other[1] && box[1] < other[3];
  const discs = order.map(({ id, x, y, size }) => ({ id, box: [x - size, y - size, x + size, y + size].map((each) => each * scale) }));
  const taken = [];
  const texts = new Map();
  order.forEach((node, rank) => {
    const rows = label(named(node));
    const half = Math.max(...rows.map((row) => pencil.measureText(row).width)) / 2;
    const height = rows.length * TEXT * 1.15;
    const [x, below, above] = [node.x * scale, (node.y + node.size) * scale + 5, (node.y - node.size) * scale - 5 - height];
    const free = (top, covered) => {
      const box = [x - half, top, x + half, top + height];
      return !taken.some((other) => touch(box, other)) && !discs.some((disc, at) => disc.id !== node.id && at < covered && touch(box, disc.box));
    };
    // The few of whom most is told may cover a disc of whom less is told, not a name.
    const top = [below, above].find((each) => free(each, Infinity)) ?? (rank < FIRST ? [below, above].find((each) => free(each, 2 * FIRST)) : undefined) ?? (node.chosen || node.hit ? below : undefined);
    const box = top === undefined ? null : [x - half, top, x + half, top + height];
    if (box) taken.push(box);
    texts.set(node.id, { label: top === undefined ? " " : rows.join("\n"), vadjust: top === above ? (above - below) / scale : 0, box });
  });
  return order.map((node) => ({
    ...node, box: texts.get(node.id).box, label: texts.get(node.id).label,
    font: { vadjust: texts.get(node.id).vadjust, size: TEXT / ratio, face: FONT, color: node.faint ? (state.theme === "dark" ? "#6c767d" : "#9a9a94") : ink("ink"), strokeWidth: 4 / ratio, strokeColor: ink("ground") },
  }));
};
