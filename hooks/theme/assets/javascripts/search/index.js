// What the build made for the search, read. Files come when they are needed, and each once.

import { bytes, isOffline, json, Unreachable } from "./files.js"
import { decoded, joined, lowest, NOTHING } from "./lists.js"

/** The archive was published anew since the index was opened: its files are gone. */
export class Changed extends Error {
  isChanged = true
}

let opening = null

/** The index; opened at the first call, and again after one that failed. */
export function openIndex() {
  opening ??= Index.open().catch(error => {
    opening = null
    throw error
  })
  return opening
}

const manifest = () => json("manifest", "no-cache")

/** Texts as numbers from 0 on; a set of them has a 1 for each that is in it. */
export class Index {
  static async open() {
    const index = new Index()
    const { folder, documents } = await manifest()
    index.folder = folder
    index.documents = documents
    index.kept = new Map()
    const map = await index.file("map", json)
    index.block = map.block
    index.firsts = map.firsts
    index.goesOn = map.goesOn
    index.ends = map.ends
    index.namesOfAFile = map.names
    index.frequent = new Map(map.frequent.map(([word, texts, kinds], at) => [word, { code: at + 1, texts, kinds }]))
    index.starts = new Uint32Array(documents + 1)
    map.lengths.forEach((length, at) => (index.starts[at + 1] = index.starts[at] + length))
    index.average = index.starts[documents] / Math.max(1, documents)
    return index
  }

  /**
   * A file of the index, read by `read`; what fails isn't kept.
   * @template T
   * @param {string} name
   * @param {(path: string) => Promise<T>} read
   * @returns {Promise<T>}
   */
  file(name, read) {
    if (!this.kept.has(name)) {
      const made = read(`${this.folder}/${name}`).catch(async error => {
        this.kept.delete(name)
        const isOther = error instanceof Unreachable && !isOffline && (await manifest().then(({ folder }) => folder !== this.folder, () => false))
        throw isOther ? new Changed(name) : error
      })
      this.kept.set(name, made)
    }
    return this.kept.get(name)
  }

  part(number) {
    return this.file(`lists/${number}`, async path => decoded(await bytes(path)))
  }

  /** The numbers of the files that have a word's list, and of one where nothing but the word would stand. */
  partsOf(word) {
    let last = lowest(this.firsts, word)
    if (this.firsts[last] !== word) return last ? [last - 1] : []
    while (this.firsts[last + 1] === word) last++
    const parts = [last]
    while (this.goesOn[parts[0]] !== undefined && this.firsts[parts[0]] === word) parts.unshift(parts[0] - 1)
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
    const begins = parts.map(part => (this.firsts[part] === word ? (this.goesOn[part] ?? 0) : 0))
    const isNear = (begin, at) => {
      const next = lowest(among, Math.max(0, begin - 1))
      return next < among.length && among[next] <= (begins[at + 1] ?? Infinity)
    }
    const chosen = among ? parts.filter((_, at) => isNear(begins[at], at)) : parts
    const found = await Promise.all(chosen.map(part => this.part(part)))
    const lists = found.map(entries => entries.get(word)?.list).filter(Boolean)
    return lists.length ? joined(lists) : NOTHING
  }

  /**
   * What is known of a word: its list, its other `forms`, how it is `written`, the numbers of the `names` it is part of,
   * and how often it stands by itself (`plain`) and made of several (`over`).
   */
  look(word) {
    return this.file(`word ${word}`, async () => {
      const list = await this.list(word)
      const [part] = this.partsOf(word)
      const told = part === undefined ? [] : ((await this.part(part)).get(word)?.told ?? [])
      const [forms, written, names] = [" ", "|", " "].map((sign, at) => (told[at] ? told[at].split(sign) : []))
      const over = list.kinds ? list.kinds.reduce((sum, kind) => sum + (kind ? 1 : 0), 0) : 0
      const plain = list.places.length - over + (this.frequent.get(word)?.texts ?? 0)
      return { word, list, forms, written, names: names.map(Number), plain, over }
    })
  }

  /** Entries whose words begin with some letters, of `most` files at most, and whether there are more. */
  async beginning(letters, most) {
    const [first = 0] = this.partsOf(letters)
    const end = Math.max(first + 1, lowest(this.firsts, `${letters}\uffff`))
    const parts = Array.from({ length: Math.min(most, end - first) }, (_, i) => first + i).filter(part => part < this.firsts.length)
    const all = (await Promise.all(parts.map(part => this.part(part)))).flatMap(entries => [...entries])
    const words = all.filter(([word]) => word.startsWith(letters) && !word.includes(" "))
    return { words, isCut: end - first > most }
  }

  /** The texts that have a frequent word. */
  async having(word) {
    const { code } = this.frequent.get(word)
    const bits = await this.file(`frequent/${code - 1}`, bytes)
    return Uint8Array.from({ length: this.documents }, (_, row) => (bits[row >> 3] >> (row & 7)) & 1)
  }

  /**
   * Calls `found(text, i)` for each of sorted places.
   * @param {Uint32Array} places
   */
  eachText(places, found) {
    let row = 0
    for (let i = 0; i < places.length; i++) {
      if (places[i] >= this.starts[row + 1]) row = lowest(this.starts, places[i] + 1) - 1
      found(row, i)
    }
  }

  /** The texts in which places lie. */
  texts(places) {
    const set = new Uint8Array(this.documents)
    this.eachText(places, row => (set[row] = 1))
    return set
  }

  facets() {
    return this.file("facets", json)
  }

  /** Id, title, kind, publisher and date of each text. */
  documentList() {
    return this.file("documents", json)
  }

  days() {
    return this.file("days", json)
  }
}
