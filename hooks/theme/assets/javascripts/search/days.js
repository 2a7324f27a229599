// What is asked of the dates of texts: a range of them, and their order.

const DAY = /^(-?\d{1,6})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/

/**
 * The texts whose date may lie between two days that were typed, in the order asked for; what is undated never does, and
 * comes last.
 * @param {import("./index.js").Index} index
 * @param {number[]} rows
 * @param {{ from: string, to: string, sort: string }} asked
 */
export async function byDays(index, rows, { from, to, sort }) {
  /** @type {import("./types.js").Days} */
  const { sorted, first, last } = await index.json("days")
  if (sorted?.length !== index.documents) throw new Error("days of other texts")
  const [low, high] = [dayOf(from, false), dayOf(to, true)]
  const isAny = low === null && high === null
  const within = rows.filter(row => isAny || (first[row] !== 0 && last[row] >= (low ?? -Infinity) && first[row] <= (high ?? Infinity)))
  const sign = sort === "newest" ? -1 : 1
  return sort ? within.sort((a, b) => Number(!sorted[a]) - Number(!sorted[b]) || sign * (sorted[a] - sorted[b])) : within
}

/**
 * A date that was typed (`1950`, `1950-06`, `1950-06-01`), as the columns have days: the last that it may mean, or the first.
 * @param {string} typed
 * @param {boolean} isLast
 */
function dayOf(typed, isLast) {
  const [, year, month, day] = typed.trim().match(DAY) ?? []
  if (year === undefined) return null
  return Number(year) * 10_000 + Number(month ?? (isLast ? 12 : 1)) * 100 + Number(day ?? (isLast ? 31 : 1))
}
