// Finds the passages of texts that are nearest to a sentence, and says word by word how they differ from it. The index
// says where most of its words stand close together; only these places are fetched.

import { lowest } from "../search/lists.js"
import { APOSTROPHE } from "../search/signs.js"
import { align } from "./align.js"
import { candidates, MORE_PROBES } from "./candidates.js"
import { gap, slice } from "./slices.js"

const PROBES = 16 // words whose places say where to look, the rarest ones
const LOOKED_AT = 16 // texts that are compared word by word
const MORE_LOOKED_AT = 60
const MOST_PLACES = 4 // of a sentence in a text that are compared letter by letter
const MOST_BLOCKS = 40 // of a text in which a sentence that leaves words out is looked for
const NEAR = 0.6 // share of the sentence's words, in their order, that make a passage near
const CLOSE = 0.9 // share from which on nothing nearer is looked for
const LEFT_OUT = /…|\.{3}|\. \. \./ // between words: others are left out

/** @typedef {import("../search/types.js").Search} Search */
/** @typedef {import("../search/types.js").Text} Text */
/** @typedef {import("./types.js").Aligned} Aligned */
/** @typedef {import("./types.js").Apart} Apart */
/** @typedef {import("./types.js").Candidate} Candidate */
/** @typedef {import("./types.js").Folded} Folded */
/** @typedef {import("./types.js").Passage} Passage */
/** @typedef {import("./types.js").Span} Span */
/** @typedef {import("./types.js").Step} Step */

/**
 * The passages nearest to a sentence.
 *
 * @param {Search} search
 * @param {string} typed the sentence
 * @param {Folded[]} folded its words
 * @returns {Promise<import("./types.js").Nearest>}
 */
export async function passages(search, typed, folded) {
  const sentence = folded.map(({ word }) => word)
  const ways = await search.waysOf(search.index, { words: sentence, typed }, "compared")
  const splits = new Map(ways.map(({ at, length, word }) => [word, sentence.slice(at, at + length)]))
  const words = takenApart(folded, splits)
  const gaps = gapsIn(typed, words)
  /** @type {Passage[]} */
  const near = []
  const looked = new Set()
  /** @param {Candidate[]} places */
  const look = async places => {
    const fresh = places.filter(({ row }) => !looked.has(row))
    fresh.forEach(({ row }) => looked.add(row))
    const documents = await Promise.all(fresh.map(place => documentOf(search, place, gaps, sentence)))
    const found = await Promise.all(documents.map(async document => laidBeside({ ...document, apart: await wordsAs(search, document, sentence, splits) }, words, gaps, typed)))
    near.push(...found.filter(({ counted: { same, all } }) => same >= Math.max(Math.min(2, all), NEAR * all)))
  }
  const exact = await standing(search, typed, folded)
  await look(exact.slice(0, MORE_LOOKED_AT))
  let able = await candidates(search, sentence, PROBES)
  await look(able.slice(0, LOOKED_AT))
  if (!near.some(({ counted: { same, all } }) => same >= CLOSE * all)) {
    able = await candidates(search, sentence, MORE_PROBES)
    await look(able.slice(0, MORE_LOOKED_AT))
  }
  const compared = able.some(({ row }) => !looked.has(row)) ? looked.size : 0
  /** @param {Passage} passage */
  const rank = passage => (passage.isLetterForLetter ? 0 : 2) + (isSource(search, passage) ? 0 : 1)
  near.sort((a, b) => b.same - a.same || a.length - b.length || rank(a) - rank(b) || a.document.row - b.document.row)
  const whole = near.filter(isWhole).length
  const isAll = exact.length <= MORE_LOOKED_AT
  return { words, passages: near, exact: gaps.size && isAll ? whole : exact.length, isMore: gaps.size > 0 && !isAll, hasGaps: gaps.size > 0, compared }
}

/**
 * What a passage may lie in: what stands around the places where a sentence's words stand, or the whole text.
 *
 * @param {Search} search
 * @param {Candidate} candidate
 * @param {Set<number>} gaps
 * @param {{ length: number }} sentence
 */
function documentOf({ index, documentAt }, { row, places }, gaps, { length }) {
  const [start, end] = [index.starts[row], index.starts[row + 1] - 1]
  const blocks = new Set()
  for (const [from, to] of gaps.size ? [[start, end]] : places.slice(0, MOST_PLACES)) {
    const last = index.blockAt(Math.min(end, to + length))
    for (let block = index.blockAt(Math.max(start, from - length)); block <= last && blocks.size < MOST_BLOCKS; block++) blocks.add(block)
  }
  return documentAt(index, row, blocks)
}

/**
 * The passage of a document that is nearest to a sentence, and what is said of it.
 *
 * @param {Apart} document
 * @param {Folded[]} words
 * @param {Set<number>} gaps
 * @param {string} typed
 * @returns {Passage}
 */
function laidBeside(document, words, gaps, typed) {
  const found = { document, ...((!gaps.size && asItStands(document, words, typed)) || align(words, document.apart, gaps)) }
  const length = found.steps.filter(({ kind }) => kind !== "left out").reduce((sum, { theirs }) => sum + (theirs ? theirs[1] - theirs[0] : 0), 0)
  if (found.same) showEnds(found)
  return { ...found, length, counted: counted(found, words, typed), isLetterForLetter: isWhole(found) && letters(typed, words, found) }
}

/**
 * Where a document has all the words one after another, letter for letter if it has them so; else nothing.
 *
 * @param {Apart} document
 * @param {Folded[]} words
 * @param {string} typed
 */
function asItStands(document, words, typed) {
  const size = words.length
  /** @type {Aligned[]} */
  const all = runs(document.apart, words.map(({ word }) => word)).map(from => {
    return { same: size, from, to: from + size, steps: [{ kind: "same", mine: [0, size], theirs: [from, from + size] }] }
  })
  return all.find(({ steps }) => letters(typed, words, { document, steps })) ?? all[0]
}

/**
 * Where words stand one after another: the number of the first each time.
 *
 * @param {Folded[]} words
 * @param {string[]} wanted
 */
const runs = (words, wanted) => [...words.keys()].filter(at => wanted.every((word, i) => words[at + i]?.word === word))

/**
 * How many words there are in the sentence, how many of them are the same, and how many of the text are others, as
 * readers count: what an apostrophe parts is one word, and so are letters with full stops (“N.Y.P.D.”).
 *
 * @param {Pick<Passage, "document" | "steps">} passage
 * @param {Folded[]} words
 * @param {string} typed
 */
function counted({ document, steps }, words, typed) {
  /** @param {number} at */
  const isNewHere = at => !at || isNew(words[at], words[at - 1], typed.slice(words[at - 1].end, words[at].start))
  /** @param {number} at */
  const isNewThere = at => {
    const [word, before] = [document.apart[at], document.apart[at - 1]]
    return before?.paragraph !== word.paragraph || isNew(word, before, gap(document, word.paragraph, before.end, word.start))
  }
  const found = new Set(steps.flatMap(step => (step.kind === "same" ? range(...step.mine) : [])))
  const starts = range(0, words.length).filter(isNewHere)
  const same = starts.filter((from, i) => range(from, starts[i + 1] ?? words.length).every(at => found.has(at)))
  const others = steps.flatMap(({ kind, theirs }) => (kind === "other" && theirs ? range(...theirs).filter(isNewThere) : []))
  return { all: starts.length, same: same.length, others: others.length }
}

/** @type {(word: Folded, before: Folded, between: string) => boolean} */
const isNew = (word, before, between) => word.start !== before.start && !/^['’ʼ]$/.test(between) && !areInitials(word, before, between)

/** @type {(word: Folded, before: Folded, between: string) => boolean} */
const areInitials = (word, before, between) => between === "." && before.end - before.start === 1 && word.end - word.start === 1

/** @type {(from: number, to: number) => number[]} */
const range = (from, to) => Array.from({ length: to - from }, (_, i) => from + i)

/**
 * Where the parts of a sentence stand that it leaves nothing out of: for each text that has all of them the places of the
 * last part, first to last word.
 *
 * @param {Search} search
 * @param {string} typed
 * @param {Folded[]} words
 * @returns {Promise<Candidate[]>}
 */
async function standing({ index, found: foundAs }, typed, words) {
  const gaps = [...gapsIn(typed, words)]
  const parts = [0, ...gaps].map((from, i) => words.slice(from, gaps[i] ?? words.length))
  const found = await Promise.all(
    parts.map(part => foundAs(index, { words: part.map(({ word }) => word), typed: typed.slice(part[0].start, part[part.length - 1].end) }, "compared")),
  )
  /** @type {Map<number, Span[]>} */
  const places = new Map()
  found[0].texts.forEach((_, row) => found.every(({ texts }) => texts[row]) && places.set(row, []))
  const { begins, ends } = found[gaps.length]
  index.eachText(ends, (row, at) => places.get(row)?.push([begins[at], ends[at] - 1]))
  return [...places].map(([row, of]) => ({ row, places: of.length ? of : [[index.starts[row], index.starts[row]]] }))
}

/**
 * Words with those that some write as several taken apart, each of their parts at the place of the whole.
 *
 * @template {Folded} T
 * @param {T[]} words
 * @param {Map<string, string[]>} splits
 */
const takenApart = (words, splits) =>
  splits.size ? words.flatMap(one => splits.get(one.word)?.map(word => ({ ...one, word })) ?? [one]) : words

/**
 * The words of a document as a sentence has them: what it writes as several words apart, what it writes as one in one.
 * Where some of the document wasn't fetched stands a word that nothing matches.
 *
 * @param {Search} search
 * @param {Text} document
 * @param {string[]} sentence
 * @param {Map<string, string[]>} splits
 */
async function wordsAs({ index }, { words }, sentence, splits) {
  const looked = await Promise.all([...new Set([...sentence, ...splits.keys()])].map(word => index.look(word)))
  /** @type {Map<number, { word: string, length: number }>} by the place of its first part, a word that several make */
  const whole = new Map()
  for (const { word, plain, list: { places, kinds } } of looked) {
    for (let at = lowest(places, words[0]?.place ?? Infinity); places[at] <= words[words.length - 1].place; at++) {
      const length = kinds[at] >> 4 || 1
      const isLonger = length > (whole.get(places[at])?.length ?? 0) // U.S.C. is no U.S. where the sentence has both
      if (kinds[at] && !(plain && (kinds[at] & 15) === APOSTROPHE) && isLonger) whole.set(places[at], { word, length })
    }
  }
  /** @type {Text["words"]} */
  const made = []
  for (let at = 0; at < words.length; at++) {
    const before = words[at - 1]
    if (before && words[at].place > before.place + 1) made.push({ ...before, word: "", start: before.end })
    const one = whole.get(words[at].place)
    const last = words[at + (one?.length ?? 1) - 1]
    if (one && last?.place === words[at].place + one.length - 1) {
      made.push({ ...words[at], word: one.word, end: last.paragraph === words[at].paragraph ? last.end : words[at].end })
      at += one.length - 1
    } else made.push(words[at])
  }
  return takenApart(made, splits)
}

/**
 * Where a sentence's first or last words are others than the text's, take in those of the text.
 *
 * @param {Aligned & { document: Apart }} passage
 */
function showEnds({ document, from, to, steps }) {
  const [first, last] = [steps[0], steps[steps.length - 1]]
  /** @param {number} at */
  const paragraphOf = at => document.apart[at]?.paragraph
  if (first.kind === "other" && first.mine && !first.theirs) {
    let begin = from
    while (from - begin < first.mine[1] - first.mine[0] && paragraphOf(begin - 1) === paragraphOf(from)) begin--
    first.theirs = begin < from ? [begin, from] : null
  }
  if (last.kind === "other" && last.mine && !last.theirs) {
    let end = to
    while (end - to < last.mine[1] - last.mine[0] && paragraphOf(end) === paragraphOf(to - 1)) end++
    last.theirs = end > to ? [to, end] : null
  }
}

/**
 * The places in a sentence where it says that words are left out.
 *
 * @param {string} typed
 * @param {Folded[]} words
 */
function gapsIn(typed, words) {
  /** @param {number} at */
  const isGap = at => LEFT_OUT.test(typed.slice(words[at - 1].end, words[at].start))
  return new Set(words.map((_, at) => at).filter(at => at && isGap(at)))
}

/** @param {{ steps: Step[] }} passage */
export const isWhole = ({ steps }) => steps.every(({ kind }) => kind !== "other")

/**
 * Whether others have these words from this text, and it has them from none.
 *
 * @param {Search} search
 * @param {Pick<Passage, "document" | "from" | "to">} passage
 */
export function isSource({ shared }, { document, from, to }) {
  const ways = shared({ ...document, words: document.apart }, [{ rank: 0, from, to }])
  return ways.has("to") && !ways.has("from")
}

/**
 * Whether the same words are written the same.
 *
 * @param {string} typed
 * @param {Folded[]} words
 * @param {Pick<Passage, "document" | "steps">} passage
 */
function letters(typed, words, { document: text, steps }) {
  /** @param {string} shown */
  const plain = shown => shown.replace(/\s+/g, " ").trim()
  return steps.every(step => {
    if (step.kind !== "same") return true
    const [from, to] = step.mine
    return plain(slice(text, ...step.theirs)) === plain(typed.slice(words[from].start, words[to - 1].end))
  })
}
