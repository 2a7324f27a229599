// Where a sentence is looked for: the texts in which most of its rarest words stand close together, as the index says.

export const MORE_PROBES = 40 // words whose places are asked for at the most, the longest ones
const POSSIBLE = 0.5 // share of the sentence's words that have to stand close together, with some room

/** @typedef {import("../search/index.js").Index} Index */
/** @typedef {import("../search/lists.js").List} List */
/** @typedef {import("../search/types.js").Search} Search */
/** @typedef {import("./types.js").Candidate} Candidate */

/**
 * Texts that may have a passage near to a sentence, those first in which most of its rarest words stand close together,
 * with that place. Those that lack so many of the words that they can't are left out.
 *
 * @param {Search} search
 * @param {string[]} sentence
 * @param {number} probes
 * @returns {Promise<Candidate[]>}
 */
export async function candidates({ index }, sentence, probes) {
  /** @type {Map<string, number>} */
  const times = new Map()
  for (const word of sentence) times.set(word, (times.get(word) ?? 0) + 1)
  const words = [...times.keys()].filter(word => !index.frequent.has(word))
  const longest = words.toSorted((a, b) => b.length - a.length).slice(0, MORE_PROBES)
  const looked = await Promise.all(longest.map(word => index.look(word)))
  /** @param {{ list: List }} looked */
  const isThere = ({ list }) => list.places.length > 0
  const probed = looked.filter(isThere).sort((a, b) => a.list.places.length - b.list.places.length).slice(0, probes)
  const telling = probed.map(({ word, list }) => ({ places: list.places, weight: weight(index, list), times: times.get(word) ?? 0 }))
  if (telling.length < 3) {
    const pairs = sentence.slice(1).map((word, i) => [sentence[i], word]).filter(pair => pair.every(word => index.frequent.has(word)))
    const lists = await Promise.all([...new Set(pairs.map(pair => pair.join(" ")))].slice(0, probes).map(pair => index.list(pair)))
    telling.push(...lists.map(list => ({ places: list.places, weight: weight(index, list), times: 0 })))
  }
  const had = telling.reduce((sum, one) => sum + one.times, 0)
  const absent = looked.filter(one => !isThere(one)).reduce((sum, { word }) => sum + (times.get(word) ?? 0), 0)
  const open = sentence.length - had - absent
  const best = densest(index, telling, Math.ceil(sentence.length * 1.5) + 8)
  const able = [...best].filter(([, { had }]) => had + open >= POSSIBLE * sentence.length)
  return able.sort(([a, { score: m }], [b, { score: n }]) => n - m || a - b).map(([row, { from, to }]) => ({ row, places: [[from, to]] }))
}

/** @type {(index: Index, list: List) => number} */
const weight = (index, { places }) => Math.log(1 + index.starts[index.documents] / Math.max(1, places.length))

/**
 * For each text the place, so many words long, in which most of some words stand.
 *
 * @param {Index} index
 * @param {{ places: Uint32Array, weight: number, times: number }[]} telling
 * @param {number} size
 */
function densest(index, telling, size) {
  const all = telling.flatMap(({ places }, list) => Array.from(places, place => ({ place, list }))).sort((a, b) => a.place - b.place)
  const counts = new Uint32Array(telling.length)
  /** @type {Map<number, { score: number, had: number, from: number, to: number }>} */
  const best = new Map()
  let [first, score, had] = [0, 0, 0]
  /** @type {(list: number, by: number) => void} */
  const change = (list, by) => {
    const wasThere = counts[list] > 0
    counts[list] += by
    if (wasThere === counts[list] > 0) return
    score += by * telling[list].weight
    had += by * telling[list].times
  }
  index.eachText(Uint32Array.from(all, ({ place }) => place + 1), (row, at) => {
    const { place, list } = all[at]
    change(list, 1)
    while (all[first].place <= place - size || all[first].place < index.starts[row]) change(all[first++].list, -1)
    if (score > (best.get(row)?.score ?? 0) + 1e-9) best.set(row, { score, had, from: all[first].place, to: place })
  })
  return best
}
