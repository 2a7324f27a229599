// What a word of a query is looked for as: as it is typed, in other forms that share its stem, and, where no text has it,
// what may be meant.

import { bytes, json } from "./files.js"
import { APOSTROPHES, fold, HYPHENS, PARTS_ARABIC } from "./fold.js"
import { APOSTROPHE, HYPHEN, isCapital, NUMBER, TOGETHER, waysOf } from "./joins.js"

const ANY = (1 << TOGETHER) | (1 << HYPHEN) | (1 << APOSTROPHE) | (1 << NUMBER)
const MOST_FORMS = 12
const MOST_FILES = 3
const ENDING = 2 // letters of what follows an apostrophe
const ENDINGS = /^(?!(?:t|d|m|ll|re|ve)$)\p{L}{1,2}$/u // all but those that make another word of it (`can’t`)
const NO_JOINT = new RegExp(`[^${APOSTROPHES}${PARTS_ARABIC}${HYPHENS}]`)
const MARKS_OF_A_FORM = /[ ’.-]/

/** @typedef {import("./types.js").Found} Found */
/** @typedef {import("./types.js").Item} Item */
/** @typedef {"" | "quoted" | "compared"} Mode */
/** @typedef {{ words: string[], typed: string }} Phrase */
/** @typedef {Map<string, string>} Endings what stands for an ending in the stem */

export class Forms {
  /**
   * @param {import("./index.js").Index} index
   * @param {import("./phrases.js").Phrases} phrases
   */
  constructor(index, phrases) {
    this.index = index
    this.phrases = phrases
  }

  /**
   * The steps of a phrase, with the ways in which words of it may be written. `mode`: "quoted" takes it at its word, but
   * for what makes no difference, and for words that stand in no text as they are (`citys`); "compared" lets an apostrophe
   * part two words that are both in the archive (`he’ll`, `hell`).
   * @param {Phrase} phrase
   * @param {Mode} mode
   */
  async steps({ words, typed }, mode) {
    const kinds = await Promise.all(words.map(word => this.kinds(word, mode)))
    const steps = words.map((word, at) => [{ to: at + 1, word, kinds: kinds[at] }])
    for (const { at, length, word } of await this.ways({ words, typed }, mode)) {
      steps[at].push({ to: at + length, word, kinds: ANY })
    }
    return steps
  }

  /**
   * Of which kinds a word may be where it is made of several, a bit each.
   * @param {string} word
   * @param {Mode} mode
   */
  async kinds(word, mode) {
    if (!mode) return ANY
    const frequent = this.index.frequent.get(word)
    const isThere = frequent ? frequent.texts > 0 : (await this.index.look(word)).plain > 0
    if (mode === "quoted") return isThere ? 1 << TOGETHER : ANY & ~(1 << NUMBER)
    return isThere ? ANY & ~(1 << APOSTROPHE) : ANY
  }

  /**
   * Where several words of a phrase are looked for as the one that they make.
   * @param {Phrase} phrase
   * @param {Mode} mode
   */
  async ways({ words, typed }, mode) {
    const possible = waysOf(words, typed).filter(({ kind }) => mode !== "quoted" || kind !== NUMBER)
    const known = await Promise.all(
      possible.map(async ({ at, length, word, kind }) => {
        const { plain, written } = await this.index.look(word)
        if (!plain) return false
        if (isCapital(kind) || kind === NUMBER) return true
        const sign = written.find(form => form.split(MARKS_OF_A_FORM).join(" ") === words.slice(at, at + length).join(" "))?.match(MARKS_OF_A_FORM)?.[0]
        if (kind === TOGETHER) return sign === " "
        if (kind === HYPHEN) return mode !== "quoted" || !sign
        if (mode === "quoted") return false
        return mode === "compared" ? !sign : sign !== undefined || ENDINGS.test(words[at + length - 1]) || words[at + length - 1].length > ENDING
      }),
    )
    return possible.filter((_, at) => known[at])
  }

  /**
   * An item of a query as it is looked for: `exact` as typed and `loose` in other forms, each a list of what is found
   * (`phrase`, `ends`, `texts`); `nowhere` where no text has it, `instead` then how its other forms are written.
   * @param {Item} item
   * @param {{ isLast?: boolean, isAlone?: boolean }} [place] in the query
   * @returns {Promise<import("./types.js").Looked>}
   */
  async of(item, { isLast = false, isAlone = false } = {}) {
    const exact = [await this.found(item)]
    const isThere = exact[0].texts.includes(1)
    const forms = item.kind === "word" ? await this.ofWord(item, isThere, isLast, isAlone) : item.kind === "joined" ? await this.ofJoined(item) : []
    const all = await Promise.all(forms.map(words => this.found({ words, typed: "" })))
    const loose = all.filter(({ texts }) => texts.includes(1)).slice(0, MOST_FORMS)
    const instead = isThere ? [] : (await Promise.all(loose.map(({ phrase }) => this.written(phrase)))).flat()
    return { item, exact: isThere ? exact : [], loose, nowhere: !isThere && !loose.length, instead: [...new Set(instead)].sort() }
  }

  /**
   * Where a phrase is found, in every way of writing it.
   * @param {Phrase} item
   * @param {Mode} [mode]
   * @returns {Promise<Found>}
   */
  async found(item, mode = "") {
    const steps = await this.steps(item, mode)
    const ways = steps.flatMap((after, at) => after.slice(1).map(({ to, word }) => ({ at, length: to - at, word })))
    return { phrase: item.words, ways, ...(await this.phrases.find(steps)) }
  }

  /**
   * Other forms of a word.
   * @param {Item} item
   * @param {boolean} isThere
   * @param {boolean} isLast
   * @param {boolean} isAlone
   */
  async ofWord({ words: [word] }, isThere, isLast, isAlone) {
    const frequent = this.index.frequent.get(word)
    let others = frequent && !isAlone ? [] : (await this.index.look(word)).forms
    if (!isThere && !others.length) others = await this.related(word)
    if (!isThere && !others.length && isLast && word.length > 1) {
      const { words } = await this.index.beginning(word, 1)
      others = byFrequency(words).slice(0, MOST_FORMS)
    }
    return others.map(form => [form])
  }

  /**
   * Other forms of a word that is folded to several. They differ in the last of these; where that is an ending
   * (`ranger’s`), they are forms of what stands before it. What other marks hold together (`1.6`, `a@b`) has none.
   * @param {Item} item
   */
  async ofJoined({ words, typed }) {
    const folded = fold(typed)
    const marks = folded.slice(1).map(({ start }, at) => typed.slice(folded[at].end, start))
    const isSpelled = words.every(word => /^.\p{M}*$/u.test(word)) // initials, or a script without spaces
    if (isSpelled || marks.some(mark => mark.length > 1 || NO_JOINT.test(mark))) return []
    const isEnding = marks.every(mark => mark && APOSTROPHES.includes(mark)) && words[0].length > ENDING && ENDINGS.test(words[1])
    const made = (await this.family(isEnding ? words[0] : words.join(""))).map(form => [form])
    if (isEnding) return made
    const ends = (await this.family(words[words.length - 1])).map(form => [...words.slice(0, -1), form])
    return [...ends, ...made].filter(form => form.join(" ") !== words.join(" "))
  }

  /**
   * A word with its other forms, or with those that share its stem where no text has it.
   * @param {string} word
   */
  async family(word) {
    const { plain, over, forms } = await this.index.look(word)
    return plain || over || forms.length ? [word, ...forms] : this.related(word)
  }

  /**
   * Words of the archive that share their stem with a word that isn't among them, by the rules of a language of it.
   * @param {string} word
   */
  async related(word) {
    /** @type {Record<string, Record<string, string>>} */
    const tables = await this.index.file("endings", json)
    /** @type {Map<string, Listed>} */
    const found = new Map()
    for (const endings of Object.values(tables)) {
      const table = new Map(Object.entries(endings))
      const mine = stem(word, table)
      const near = Array.from(mine).slice(0, Math.max(2, mine.length - 1)).join("")
      const { words } = await this.index.beginning(near, MOST_FILES)
      for (const entry of words) if (stem(entry[0], table) === mine) found.set(entry[0], entry)
    }
    return byFrequency([...found.values()]).filter(form => form !== word)
  }

  /**
   * How what was found is written; as it was looked for, if it stands only in pieces, as at a line's end.
   * @param {string[]} words
   */
  async written(words) {
    if (words.length > 1) {
      const { written } = await this.index.look(words.join(""))
      return [written.find(form => form.split(MARKS_OF_A_FORM).join(" ") === words.join(" ")) ?? words.join(" ")]
    }
    const { word, plain, written } = await this.index.look(words[0])
    const [apart, others] = [written.filter(form => MARKS_OF_A_FORM.test(form)), written.filter(form => !MARKS_OF_A_FORM.test(form))]
    return [...apart, ...(plain || !apart.length ? [others.find(form => form !== word) ?? word] : [])]
  }

  /**
   * The names that all words of a query are part of, those first that most texts name.
   * @param {string[]} words
   */
  async names(words) {
    const distinct = [...new Set(words)].filter(word => !this.index.frequent.has(word))
    if (!distinct.length || distinct.length > 6) return []
    const each = await Promise.all(distinct.map(word => this.index.look(word)))
    const numbers = each[0].names.filter(number => each.every(({ names }) => names.includes(number)))
    const files = this.index.namesOfAFile
    /** @type {[id: string, label: string, texts: number][]} */
    const named = await Promise.all(numbers.map(async number => (await this.index.file(`names/${Math.floor(number / files)}`, json))[number % files]))
    return named.filter(([, , texts]) => texts).sort((a, b) => b[2] - a[2]).map(([id, label, texts]) => ({ id, label, texts }))
  }

  /**
   * Words of the archive that are nearly written as one that is not: an error leaves one half of a word as it is.
   * @param {string} word
   */
  async similar(word) {
    const letters = Array.from(word)
    if (letters.length < 3) return []
    const half = Math.ceil(letters.length / 2)
    const { words } = await this.index.beginning(letters.slice(0, half).join(""), MOST_FILES)
    const reversed = letters.toReversed()
    const { ends } = this.index
    const end = reversed.slice(0, half).join("")
    const [first, last] = [end, `${end}\uffff`].map(one => ends.findLastIndex(begin => begin <= one))
    const files = Array.from({ length: Math.min(MOST_FILES, last - Math.max(0, first) + 1) }, (_, i) => Math.max(0, first) + i)
    const lines = await Promise.all(files.map(file => this.index.file(`ends/${file}`, text)))
    const all = new Set([...words.map(([one]) => one), ...lines.flatMap(line => line.split("\n")).map(one => Array.from(one).reverse().join(""))])
    const most = letters.length > 5 ? 2 : 1
    const near = [...all].map(one => ({ one, distance: distance(letters, Array.from(one), most) })).filter(({ distance }) => distance <= most)
    near.sort((a, b) => a.distance - b.distance || (a.one < b.one ? -1 : 1))
    const looked = await Promise.all(near.slice(0, 6).map(async ({ one, distance }) => ({ distance, ...(await this.index.look(one)) })))
    looked.sort((a, b) => a.distance - b.distance || b.plain + b.over - a.plain - a.over || (a.word < b.word ? -1 : 1))
    const known = looked.filter(({ plain, over }) => plain || over).slice(0, 3)
    return (await Promise.all(known.map(({ word }) => this.written([word])))).map(([form]) => form)
  }
}

/** @param {string} path */
const text = async path => new TextDecoder().decode(await bytes(path))

/** @typedef {[word: string, { list: import("./types.js").List }]} Listed */

/**
 * The words of entries, those that stand most often first.
 * @param {Listed[]} entries
 */
const byFrequency = entries =>
  [...entries].sort(([a, { list: one }], [b, { list: other }]) => other.places.length - one.places.length || (a < b ? -1 : 1)).map(([word]) => word)

/**
 * The stem of a folded word by a table of endings, as `stem` in `hooks/sourcebook/search/stems.py` has it.
 * @param {string} word
 * @param {Endings} table
 */
function stem(word, table) {
  let length = Math.min(7, word.length - 2)
  while (length > 0 && !table.has(word.slice(-length))) length--
  return length > 0 ? word.slice(0, -length) + table.get(word.slice(-length)) : word
}

/**
 * How many letters are wrong, missing, too many or exchanged with the next; more than `most` where they are more.
 * @param {string[]} one
 * @param {string[]} other
 * @param {number} most
 */
function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1
  /** @type {number[]} */
  let before = []
  let last = Array.from({ length: other.length + 1 }, (_, i) => i)
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    for (let j = 1; j <= other.length; j++) {
      const isSame = one[i - 1] === other[j - 1]
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (isSame ? 0 : 1))
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1)
    }
    ;[before, last] = [last, row]
  }
  return last[other.length]
}
