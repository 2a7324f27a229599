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
    for (let scale = 1; this.at < this.bytes.length; scale *= 128) {
      const byte = this.bytes[this.at++]
      value += (byte & 127) * scale
      if (byte < 128) return value
    }
    throw Object.assign(new Error("a file is cut short"), { isLost: true })
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
  const total = lengthOf(all)
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
  /** @param {(list: List) => Uint8Array} part */
  const whole = part => filled(new Uint8Array(lengthOf(places)), lists.map(part))
  const places = lists.map(list => list.places)
  const kinds = lists.some(list => list.kinds) ? whole(list => list.kinds ?? new Uint8Array(list.places.length)) : null
  return { places: filled(new Uint32Array(lengthOf(places)), places), left: whole(list => list.left), right: whole(list => list.right), kinds }
}

/** @param {ArrayLike<number>[]} all */
const lengthOf = all => all.reduce((sum, { length }) => sum + length, 0)

/**
 * An array, filled with what others have, one after another.
 * @template {Uint8Array | Uint32Array} T
 * @param {T} made
 * @param {T[]} all
 */
function filled(made, all) {
  let at = 0
  for (const one of all) {
    made.set(one, at)
    at += one.length
  }
  return made
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
  const made = filled(new Uint32Array(lengthOf(all)), all).sort()
  return made.filter((place, i) => !i || place !== made[i - 1])
}
