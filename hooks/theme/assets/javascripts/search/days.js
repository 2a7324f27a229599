// What is asked of the dates of texts: a range of them, and their order.

const DAY = /^(-?\d{1,6})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/

/**
 * What is asked of the days of an archive's texts.
 * @param {import("./index.js").Index} index
 */
export async function daysOf(index) {
  /** @type {import("./types.js").Days} */
  const days = await index.json("days")
  if (days.sorted?.length !== index.documents) throw new Error("days of other texts")
  return {
    dated: (/** @type {string} */ from, /** @type {string} */ to) => dated(days, from, to),
    byDay: (/** @type {number[]} */ rows, /** @type {string} */ by) => byDay(rows, days, by),
  }
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

/**
 * Whether a row's date may lie between two days that were typed; what is undated never does.
 * @param {import("./types.js").Days} days
 * @param {string} from
 * @param {string} to
 * @returns {(row: number) => boolean}
 */
function dated({ first, last }, from, to) {
  const [low, high] = [dayOf(from, false), dayOf(to, true)]
  if (low === null && high === null) return () => true
  return row => first[row] !== 0 && last[row] >= (low ?? -Infinity) && first[row] <= (high ?? Infinity)
}

/**
 * By the day of each text, what is undated last.
 * @param {number[]} rows
 * @param {import("./types.js").Days} days
 * @param {string} by
 */
function byDay(rows, { sorted: day }, by) {
  const sign = by === "newest" ? -1 : 1
  return rows.toSorted((a, b) => Number(!day[a]) - Number(!day[b]) || sign * (day[a] - day[b]))
}
