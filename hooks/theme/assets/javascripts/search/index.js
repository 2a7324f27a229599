// What the build made for the search, read. Files come when they are needed, and each once.

import { isOffline, json, read } from "./files.js"
import { decoded, inOrder, joined, lowest } from "./lists.js"

/** @type {Promise<Index> | null} */
let opening = null

/** The index; opened at the first call, and again after one that failed. */
export function openIndex() {
  opening ??= manifest("no-cache").then(made => new Index(made)).catch(error => {
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
const manifest = cache => json("manifest", cache)

/** Texts as numbers from 0 on; a set of them has a 1 for each that is in it. */
export class Index {
  /** @type {Map<string, Promise<any>>} a file is of the type that it was read as */
  kept = new Map()
  /** @type {Map<string, { code: number, file: number, from: number, texts: number, kinds: number }>} */
  frequent = new Map()

  /** @param {Manifest} manifest */
  constructor(manifest) {
    const { frequent, numbers, step, end } = manifest
    this.manifest = manifest
    this.documents = numbers.length
    let start = 0
    this.starts = Uint32Array.from([...numbers.map(steps => (start += steps * step)), end])
    let word = ""
    this.firsts = (manifest.firsts.match(/[^|]+/g) ?? []).map(one => (word = word.slice(0, parseInt(one[0], 36)) + one.slice(1)))
    this.blocks = blocksOf(this.starts, manifest.block)
    frequent.forEach((some, file) => {
      let from = 0
      for (const [word, texts, kinds] of some) {
        this.frequent.set(word, { code: this.frequent.size + 1, file, from, texts, kinds })
        from += texts
      }
    })
  }

  /**
   * The number of the block in which a place is shown.
   * @param {number} place
   */
  blockAt(place) {
    return lowest(this.blocks, place + 1) - 1
  }

  /**
   * A file of the index, read by `read`; what fails isn't kept.
   * @template T
   * @param {string} name
   * @param {(path: string) => Promise<T>} read
   * @returns {Promise<T>}
   */
  file(name, read) {
    const kept = this.kept.get(name)
    if (kept) return kept
    const made = read(`${this.manifest.folder}/${name}`).catch(async error => {
      this.kept.delete(name)
      // A host may take a copy for good whose day is later, as after an older state was published again.
      const isOther = "isLost" in error && !isOffline && (await manifest("reload").then(({ folder }) => folder !== this.manifest.folder, () => false))
      throw isOther ? Object.assign(new Error(name), { isChanged: true }) : error // the archive was published anew
    })
    this.kept.set(name, made)
    return made
  }

  /** @param {string} name */
  json(name) {
    return this.file(name, json)
  }

  /** @param {number} number of a file of lists */
  part(number) {
    return this.file(`lists/${number}`, path => read(path, (words, numbers) => words.startsWith(this.firsts[number]) && decoded(words, numbers)))
  }

  /**
   * The numbers of the files that have a word's list, and of one where nothing but the word would stand.
   * @param {string} word
   */
  partsOf(word) {
    let part = lowest(this.firsts, `${word}\0`) - 1 // the last that begins with it or before it
    const parts = part < 0 ? [] : [part]
    while (this.firsts[part] === word && part in this.manifest.goesOn) parts.unshift(--part)
    return parts
  }

  /**
   * The places of a word, or a pair of frequent words; of `among` alone, a little before or after them, where that is
   * given and spares files.
   * @param {string} word
   * @param {Uint32Array} [among]
   */
  async list(word, among) {
    const parts = this.partsOf(word)
    const begins = parts.map(part => (this.firsts[part] === word ? (this.manifest.goesOn[part] ?? 0) : 0))
    const chosen = parts.filter((_, at) => !among || among[lowest(among, Math.max(0, begins[at] - 1))] <= (begins[at + 1] ?? Infinity))
    const found = await Promise.all(chosen.map(part => this.part(part)))
    return joined(found.flatMap(entries => entries.get(word)?.list ?? []))
  }

  /**
   * What is known of a word: its list, its other `forms`, how it is `written`, the numbers of the `names` it is part of,
   * and how often it stands by itself (`plain`) and made of several (`over`).
   * @param {string} word
   * @returns {Promise<import("./types.js").Known>}
   */
  look(word) {
    return this.file(`word ${word}`, async () => {
      const list = await this.list(word)
      const [part] = this.partsOf(word)
      const told = part === undefined ? [] : ((await this.part(part)).get(word)?.told ?? [])
      const [forms, written, names] = [" ", "|", " "].map((sign, at) => (told[at] ? told[at].split(sign) : []))
      const over = list.kinds.filter(Boolean).length
      const plain = list.places.length - over + (this.frequent.get(word)?.texts ?? 0)
      return { word, list, forms, written, names: names.map(Number), plain, over }
    })
  }

  /**
   * The texts that have a word, if it is a frequent one.
   * @param {string} word
   */
  async having(word) {
    const has = new Uint8Array(this.documents)
    const { file, from = 0, texts = 0 } = this.frequent.get(word) ?? {}
    let row = 0
    for (const step of texts ? (await this.json(`frequent/${file}`)).numbers.slice(from, from + texts) : []) has[(row += step)] = 1
    return has
  }

  /**
   * Calls `found(text, i)` for each of the sorted places after what was found.
   * @param {ArrayLike<number>} ends
   * @param {(text: number, i: number) => void} found
   */
  eachText(ends, found) {
    let row = 0
    for (let i = 0; i < ends.length; i++) {
      if (ends[i] > this.starts[row + 1]) row = lowest(this.starts, ends[i]) - 1
      found(row, i)
    }
  }

  /**
   * The texts in which lies what ends before these places.
   * @param {ArrayLike<number>} ends
   */
  texts(ends) {
    const set = new Uint8Array(this.documents)
    this.eachText(ends, row => (set[row] = 1))
    return set
  }

  /**
   * Where something stands, and in which texts.
   * @param {{ begin: number, end: number }[]} stretches
   * @param {string[]} unplaced frequent words that it is, too: their places nobody has
   */
  async standing(stretches, unplaced) {
    const places = inOrder(stretches)
    const having = await Promise.all(unplaced.map(word => this.having(word)))
    return { ...places, unplaced, texts: this.union([this.texts(places.ends), ...having]) }
  }

  /**
   * The texts of all of these sets.
   * @param {import("./types.js").Texts[]} all
   */
  union(all) {
    const union = new Uint8Array(this.documents)
    for (const texts of all) texts.forEach((has, row) => (union[row] |= has))
    return union
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
  for (let row = 0; row + 1 < starts.length; row++) {
    const end = starts[row + 1]
    if (end - last > most && starts[row] > last) begins.push((last = starts[row]))
    while (end - last > most) begins.push((last += most / 2))
  }
  return begins
}
