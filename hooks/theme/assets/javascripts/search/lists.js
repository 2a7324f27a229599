// Lists of places, as `hooks/sourcebook/search/lists.py` codes them, and what is done with them.

/**
 * The places of a word or pair: `left` and `right` have the codes of the frequent words beside each, 0 where there is
 * none; `kinds` says of what kind it is where it is made of several, and in its upper four bits of how many.
 * @typedef {{places: Uint32Array, left: Uint8Array, right: Uint8Array, kinds: Uint8Array | null}} List
 */

/** @type {List} */
export const NOTHING = { places: new Uint32Array(0), left: new Uint8Array(0), right: new Uint8Array(0), kinds: null }

/** Numbers in bytes, as the build codes them: seven bits in each, the lowest first. */
export class Numbers {
  /**
   * @param {Uint8Array} bytes
   * @param {number} at where the next one begins
   */
  constructor(bytes, at) {
    this.bytes = bytes
    this.at = at
  }

  next() {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = this.bytes[this.at++]
      value += (byte & 127) * scale
      if (byte < 128) return value
    }
  }
}

/**
 * The entries of a file: what it tells of each word (`told`), and its list.
 * @param {Uint8Array} bytes
 * @returns {Map<string, import("./types.js").Entry>}
 */
export function decoded(bytes) {
  const end = bytes.indexOf(0)
  const lines = new TextDecoder().decode(bytes.subarray(0, end)).split("\n")
  const numbers = new Numbers(bytes, end + 1)
  const counts = lines.map(() => numbers.next())
  const all = counts.map(count => {
    const places = new Uint32Array(count >> 1)
    let place = 0
    for (let i = 0; i < places.length; i++) places[i] = place += numbers.next()
    return places
  })
  const total = all.reduce((sum, { length }) => sum + length, 0)
  let beside = numbers.at
  let beyond = beside + 2 * total
  const entries = new Map()
  lines.forEach((line, i) => {
    const [word, ...told] = line.split("\t")
    const { length } = all[i]
    const left = bytes.subarray(beside, beside + length)
    const right = bytes.subarray(beside + total, beside + total + length)
    const kinds = counts[i] & 1 ? bytes.subarray(beyond, beyond + length) : null
    if (kinds) beyond += length
    beside += length
    const list = { places: all[i], left, right, kinds }
    const before = entries.get(word)?.list // a long list may lie in parts
    entries.set(word, { told, list: before ? joined([before, list]) : list })
  })
  return entries
}

/**
 * Lists one after another, as one.
 * @param {List[]} lists
 * @returns {List}
 */
export function joined(lists) {
  if (lists.length === 1) return lists[0]
  const length = lists.reduce((sum, list) => sum + list.places.length, 0)
  const [left, right, kinds] = [1, 2, 3].map(() => new Uint8Array(length))
  const whole = { places: new Uint32Array(length), left, right, kinds: lists.some(list => list.kinds) ? kinds : null }
  let at = 0
  for (const list of lists) {
    whole.places.set(list.places, at)
    left.set(list.left, at)
    right.set(list.right, at)
    if (list.kinds) kinds.set(list.kinds, at)
    at += list.places.length
  }
  return whole
}

/**
 * The number of the first of sorted numbers, or words, that is not below `value`.
 * @template {number | string} T
 * @param {ArrayLike<T>} numbers
 * @param {T} value
 */
export function lowest(numbers, value) {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (numbers[middle] < value) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * Which of some places stand so far behind others: their numbers. Both are sorted.
 * @param {Uint32Array} one
 * @param {Uint32Array} other those whose numbers are wanted
 * @param {number} shift
 */
export function meet(one, other, shift) {
  /** @type {number[]} */
  const found = []
  const isLong = other.length > 32 * one.length
  let j = 0
  for (let i = 0; i < one.length && j < other.length; i++) {
    const value = one[i] + shift
    if (isLong) j += lowest(other.subarray(j), value)
    else while (j < other.length && other[j] < value) j++
    if (other[j] === value) found.push(j)
  }
  return found
}

/**
 * Sorted places without doubles, out of several lists of them.
 * @param {Uint32Array[]} all
 * @returns {Uint32Array}
 */
export function merged(all) {
  if (all.length < 2) return all[0] ?? NOTHING.places
  const made = new Uint32Array(all.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const places of all) {
    made.set(places, at)
    at += places.length
  }
  return made.sort().filter((place, i) => !i || place !== made[i - 1])
}
