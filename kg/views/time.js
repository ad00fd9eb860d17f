// When something happened, as far as it is told; the slider moves through the months of which something is told.
// An event without a date counts where its article does; one without either is in or out as a whole.
const spanOf = (statement) => {
  if (statement.span) return statement.span;
  const { published } = article(statement);
  return published && /^\d{4}-\d\d-\d\d$/.test(published) ? [published, published] : null;
};
const monthOf = (text) => text.slice(0, 7);
for (const statement of data.statements) {
  const span = spanOf(statement);
  statement.months = span && span.map(monthOf);
}
const months = distinct(data.statements.flatMap((each) => each.months || [])).sort();
const undatedCount = data.statements.filter((each) => !each.months).length;

// A month, a year or a stretch passes if it can have been within what is asked for.
const inTime = (statement) => {
  if (!statement.months) return state.undated;
  return statement.months[0] <= months[state.to] && statement.months[1] >= months[state.from];
};
const wholeTime = () => state.from === 0 && state.to === Math.max(0, months.length - 1);

// The first day from which to look at both: for pictures along an axis of time.
const dayNumber = (text) => Date.parse(`${text}T00:00:00Z`) / 86400000;
