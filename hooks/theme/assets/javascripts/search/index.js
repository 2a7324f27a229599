// What the build made for the search, read. Files come when they are needed, and each once.

import { isOffline, json, read } from "./files.js"
import { decoded, inOrder, joined, lowest } from "./lists.js"

/** @type {Promise<Index> | null} */
let opening = null

/** The index; opened at the first call, and again after one that failed. */
export function openIndex() {
  opening ??= manifestOf("no-cache").then(indexOf).catch(error => {
    opening = null
    throw error
  })
  return opening
}

/** Open it anew at the next call. */
export const forgetIndex = () => {
  opening = null
}

/**
 * What the index says of itself: the folder of its files; how many words a block of texts has at most; where all words
 * end, and for each text how many steps (`numbers`) of so many words (`step`) it begins after the one before; the word
 * that each file of lists begins with, or as much of it as tells, with the one before as its beginning, and, by the
 * file's number, the place from which on a list goes on in it; how many names a file has; the frequent words, file by
 * file, with how many texts have them and of which kinds they are (a bit each); how many texts took words from a text
 * (`lent`), and whether any is dated.
 * @typedef {{ folder: string, block: number, end: number, step: number, numbers: number[], firsts: string,
 *     goesOn: Record<number, number>, names: number, lent: Record<number, number>, isDated: boolean,
 *     frequent: [word: string, texts: number, kinds: number][][] }} Manifest
 */

/**
 * @param {RequestCache} cache how the browser's own copy is used
 * @returns {Promise<Manifest>}
 */
const manifestOf = cache => json("manifest", cache)

/** @typedef {ReturnType<typeof indexOf>} Index */

/**
 * The index. Texts go as numbers from 0 on; a set of them has a 1 for each that is in it.
 * @param {Manifest} manifest
 */
function indexOf(manifest) {
  const { folder, goesOn, numbers, step } = manifest
  const documents = numbers.length
  let start = 0
  const starts = Uint32Array.from([...numbers.map(steps => (start += steps * step)), manifest.end])
  let first = ""
  const firsts = (manifest.firsts.match(/[^|]+/g) ?? []).map(one => (first = first.slice(0, parseInt(one[0], 36)) + one.slice(1)))
  const blocks = blocksOf(starts, manifest.block)
  /** @type {Map<string, Promise<any>>} a file is of the type that it was read as */
  const kept = new Map()
  /** @type {Map<string, { code: number, part: number, from: number, count: number, kinds: number }>} */
  const frequent = new Map()
  manifest.frequent.forEach((some, part) => {
    let from = 0
    for (const [word, count, kinds] of some) {
      frequent.set(word, { code: frequent.size + 1, part, from, count, kinds })
      from += count
    }
  })

  /**
   * A file of the index, read by `by`; what fails isn't kept.
   * @template T
   * @param {string} name
   * @param {(path: string) => Promise<T>} by
   * @returns {Promise<T>}
   */
  function file(name, by) {
    const made = kept.get(name) ?? by(`${folder}/${name}`).catch(async error => {
      kept.delete(name)
      // A host may take a copy for good whose day is later, as after an older state was published again.
      const isOther = error.isLost && !isOffline && (await manifestOf("reload").then(now => now.folder !== folder, () => false))
      throw isOther ? Object.assign(new Error(name), { isChanged: true }) : error // the archive was published anew
    })
    kept.set(name, made)
    return made
  }

  /** @param {string} name */
  const jsonOf = name => file(name, json)
  /** @param {number} number of a file of lists */
  const part = number => file(`lists/${number}`, path => read(path, (words, numbers) => words.startsWith(firsts[number]) && decoded(words, numbers)))

  /**
   * The numbers of the files that have a word's list, and of one where nothing but the word would stand.
   * @param {string} word
   */
  function partsOf(word) {
    let part = lowest(firsts, `${word}\0`) - 1 // the last that begins with it or before it
    const parts = part < 0 ? [] : [part]
    while (firsts[part] === word && part in goesOn) parts.unshift(--part)
    return parts
  }

  /**
   * The places of a word, or a pair of frequent words; of `among` alone, a little before or after them, where that is
   * given and spares files.
   * @param {string} word
   * @param {Uint32Array} [among]
   */
  async function list(word, among) {
    const parts = partsOf(word)
    const begins = parts.map(part => (firsts[part] === word ? (goesOn[part] ?? 0) : 0))
    const chosen = parts.filter((_, at) => !among || among[lowest(among, Math.max(0, begins[at] - 1))] <= (begins[at + 1] ?? Infinity))
    const found = await Promise.all(chosen.map(part))
    return joined(found.flatMap(entries => entries.get(word)?.list ?? []))
  }

  /**
   * What is known of a word: its list, its other `forms`, how it is `written`, the numbers of the `names` it is part of,
   * and how often it stands by itself (`plain`) and made of several (`over`).
   * @param {string} word
   * @returns {Promise<import("./types.js").Known>}
   */
  const look = word => file(`word ${word}`, async () => {
    const [found, [entries]] = await Promise.all([list(word), Promise.all(partsOf(word).map(part))])
    const told = entries?.get(word)?.told ?? []
    const [forms, written, names] = [" ", "|", " "].map((sign, at) => (told[at] ? told[at].split(sign) : []))
    const over = found.kinds.filter(Boolean).length
    const plain = found.places.length - over + (frequent.get(word)?.count ?? 0)
    return { word, list: found, forms, written, names: names.map(Number), plain, over }
  })

  /**
   * Calls `found(text, i)` for each of the sorted places after what was found.
   * @param {ArrayLike<number>} ends
   * @param {(text: number, i: number) => void} found
   */
  function eachText(ends, found) {
    let row = 0
    for (let i = 0; i < ends.length; i++) {
      if (ends[i] > starts[row + 1]) row = lowest(starts, ends[i]) - 1
      found(row, i)
    }
  }

  /**
   * Where something stands, and in which texts.
   * @param {{ begin: number, end: number }[]} stretches
   * @param {string[]} unplaced frequent words that it is, too: their places nobody has
   */
  async function standing(stretches, unplaced) {
    const places = inOrder(stretches)
    const texts = new Uint8Array(documents)
    eachText(places.ends, row => (texts[row] = 1))
    for (const word of unplaced) {
      const { part, from = 0, count = 0 } = frequent.get(word) ?? {}
      let row = 0
      for (const step of (await jsonOf(`frequent/${part}`)).numbers.slice(from, from + count)) texts[(row += step)] = 1
    }
    return { ...places, unplaced, texts }
  }

  return {
    ...{ manifest, documents, starts, firsts, frequent, file, json: jsonOf, part, partsOf, list, look, eachText, standing },
    /** @param {number} place whose block is shown: the block's number */
    blockAt: place => lowest(blocks, place + 1) - 1,
  }
}

/**
 * Where the blocks of what is shown begin, as `hooks/sourcebook/search/shown.py` has them.
 * @param {Uint32Array} starts
 * @param {number} most
 */
function blocksOf(starts, most) {
  let last = 0
  const begins = [last]
  starts.forEach((start, row) => {
    const end = starts[row + 1]
    if (end - last > most && start > last) begins.push((last = start))
    while (end - last > most) begins.push((last += most / 2))
  })
  return begins
}
