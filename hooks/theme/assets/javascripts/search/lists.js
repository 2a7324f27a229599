// Lists of places, as `hooks/sourcebook/search/lists.py` codes them, and what is done with them.

/**
 * The places of a word or pair: `left` and `right` have the codes of the frequent words beside each, 0 where there is
 * none; `kinds` says of what kind it is where it is made of several, 0 elsewhere, and in its upper four bits of how many.
 * @typedef {{places: Uint32Array, left: Uint8Array, right: Uint8Array, kinds: Uint8Array}} List
 */

/**
 * Numbers in bytes, as the build codes them: seven bits in each, the lowest first. `next` reads one, `rest` all that follow,
 * `column` so many bytes as they are.
 * @param {Uint8Array} bytes
 * @param {number} at where the next one begins
 */
export function numbersIn(bytes, at) {
  const next = () => {
    let value = 0
    for (let scale = 1; at < bytes.length; scale *= 128) {
      const byte = bytes[at++]
      value += (byte & 127) * scale
      if (byte < 128) return value
    }
    throw new RangeError()
  }
  const rest = () => {
    const all = []
    while (at < bytes.length) all.push(next())
    return all
  }
  return { next, rest, column: (/** @type {number} */ length) => bytes.subarray(at, (at += length)) }
}

/** @typedef {ReturnType<typeof numbersIn>} Numbers */

/**
 * The entries of a file: what it tells of each word (`told`), and its list.
 * @param {string} words a line each
 * @param {Numbers} numbers
 * @returns {Map<string, import("./types.js").Entry>}
 */
export function decoded(words, { next, column }) {
  const lines = words.split("\n").map(line => line.split("\t"))
  const counts = lines.map(next)
  const all = counts.map(count => {
    let place = 0
    return Uint32Array.from({ length: count >> 1 }, () => (place += next()))
  })
  const [left, right] = [0, 1].map(() => all.map(({ length }) => column(length)))
  const kinds = counts.map(count => (count & 1 ? column(count >> 1) : new Uint8Array(count >> 1)))
  return new Map(lines.map(([word, ...told], i) => [word, { told, list: { places: all[i], left: left[i], right: right[i], kinds: kinds[i] } }]))
}

/**
 * Lists one after another, as one.
 * @param {List[]} lists
 * @returns {List}
 */
export function joined(lists) {
  if (lists.length === 1) return lists[0]
  /** @param {keyof List} column */
  const whole = column => lists.flatMap(list => [...list[column]])
  const [left, right, kinds] = /** @type {const} */ (["left", "right", "kinds"]).map(column => Uint8Array.from(whole(column)))
  return { places: Uint32Array.from(whole("places")), left, right, kinds }
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
 * Where things stand: the first place of each, and the one after its last, in the order of the latter.
 * @typedef {{ begins: Uint32Array, ends: Uint32Array }} Places
 */

const LONGEST = 2 ** 20 // places from the first to the last

/**
 * Stretches in the order of their ends, the longest alone of those that end together.
 * @param {{ begin: number, end: number }[]} stretches
 * @returns {Places}
 */
export function inOrder(stretches) {
  const all = Float64Array.from(stretches, ({ begin, end }) => end * LONGEST + end - begin).sort()
  const kept = all.filter((one, i) => Math.floor(one / LONGEST) !== Math.floor(all[i + 1] / LONGEST))
  const ends = Uint32Array.from(kept, one => one / LONGEST)
  return { begins: ends.map((end, i) => end - (kept[i] % LONGEST)), ends }
}
