// What a list of results shows: documents in order, the paragraphs of each that hold most of what was looked for, and
// where else those words stand.

import { ask } from "./engine.js"
import { page } from "./files.js"
import { fold } from "./fold.js"
import { found, waysOf } from "./forms.js"
import { forgetIndex, openIndex } from "./index.js"
import { lowest } from "./lists.js"

const PARAGRAPHS = 3 // offered of one document
const BLOCKS = 3 // fetched of one document
const MOST_MORE = 6 // blocks in which a frequent word is looked for, beyond the first
const MOST_HITS = 2000 // of a word in a text that are looked at
const AROUND = 28 // words shown before and after those that were found
const WHOLE = 75 // words up to which a paragraph is shown whole
const LINKED = 40 // stretches of words that a link names, to be marked on arrival
const WEIGHTS = [1000, 10, 4] // of a phrase, of what stands as it was typed, and in another form
const SAID_AGAIN = 3 // words of a phrase from which on it is worth saying where else it stands

/** @import { Index } from "./index.js" */
/** @import { Answer, Facts, Offered, Place, Result, SharedWords, Stretch, Text, Wanted, Word } from "./types.js" */

/**
 * What a file has of a paragraph.
 * @typedef {[anchor: string, shown: string, offset?: number, isCutAfter?: number]} Part
 *
 * What a file has of a text; the last three are the number of its first paragraph there, how many words of the text stand
 * before what is shown of that, and the paragraphs.
 * @typedef {[row: number, id: string, title: string, facts: Facts, language: string,
 *     shared: SharedWords[], first: number, before: number, paragraphs: Part[]]} Block
 */

/** @param {Wanted} wanted */
const nameOf = ({ phrase }) => phrase.join(" ")

/**
 * Those of some things that have a name which none before them has.
 * @template {{ names: string[] }} T
 * @param {T[]} sorted
 */
function adding(sorted) {
  const seen = new Set()
  return sorted.filter(({ names }) => names.filter(name => !seen.has(name) && seen.add(name)).length)
}

/**
 * The block of a text that holds most of what was found in it, and those that have what it lacks.
 * @param {Index} index
 * @param {number} row
 * @param {Wanted[]} wanted
 * @param {boolean} isMixed whether words beside a phrase are shown, too
 */
function blocksOf(index, row, wanted, isMixed) {
  const [start, end] = [index.starts[row], index.starts[row + 1]]
  const phrases = wanted.filter(({ rank, texts }) => rank === 0 && texts[row])
  /** @type {Map<number, Map<string, number>>} what stands in each, and how much that tells */
  const blocks = new Map()
  for (const one of phrases.length && !isMixed ? phrases : wanted) {
    const first = lowest(one.ends, start + 1)
    for (let at = first; at < one.ends.length && one.ends[at] <= end && at - first < MOST_HITS; at++) {
      const begin = index.blockAt(one.begins[at])
      for (let number = begin; number <= index.blockAt(one.ends[at] - 1); number++) {
        const isEnd = number > begin // it begins in another block
        blocks.set(number, (blocks.get(number) ?? new Map()).set(nameOf(one) + (isEnd ? "…" : ""), WEIGHTS[one.rank] / (isEnd ? 2 : 1)))
      }
    }
  }
  const scored = [...blocks].map(([number, scores]) => ({ number, names: [...scores.keys()], score: [...scores.values()].reduce((a, b) => a + b) }))
  const sorted = scored.sort((a, b) => b.score - a.score || a.number - b.number)
  const chosen = adding(sorted).slice(0, BLOCKS).map(({ number }) => number)
  return chosen.length ? chosen : [index.blockAt(start)]
}

/**
 * What some blocks have of a text, with the folded words of its paragraphs and title.
 * @param {Index} index
 * @param {number} row
 * @param {Iterable<number>} blocks
 */
async function documentAt(index, row, blocks) {
  /** @type {Block[][]} */
  const all = await Promise.all([...blocks].sort((a, b) => a - b).map(number => index.json(`texts/${number}`)))
  const parts = all.flat().filter(([other]) => other === row)
  const [, id, title, facts, language] = parts[0]
  const start = index.starts[row]
  /** @type {Text} */
  const document = { row, id, title, facts, language, paragraphs: [], shared: parts.flatMap(part => part[5]), words: [], titleWords: wordsFrom(title, start) }
  for (const [, , , , , , first, before, paragraphs] of parts) {
    let place = start + document.titleWords.length + 1 + before // a barrier stands between
    paragraphs.forEach(([anchor, shown, offset = 0, isCut = 0], i) => {
      const one = { at: first + i, anchor, shown, offset, words: wordsFrom(shown, place), isCutAfter: isCut > 0 }
      place += one.words.length
      const last = document.paragraphs.at(-1)
      if (last?.at !== one.at) return document.paragraphs.push(one)
      const known = last.offset + last.shown.length - offset // of this part
      const whole = last.shown + shown.slice(known)
      if (known >= 0) Object.assign(last, { shown: whole, words: wordsFrom(whole, last.words[0].place), isCutAfter: one.isCutAfter })
    })
  }
  document.words = document.paragraphs.flatMap(({ words }, paragraph) => words.map(word => Object.assign(word, { paragraph })))
  return document
}

/**
 * The folded words of a text, from a place on.
 * @param {string} text
 * @param {number} place
 * @returns {Word[]}
 */
const wordsFrom = (text, place) => fold(text).map((word, at) => Object.assign(word, { paragraph: 0, place: place + at }))

/**
 * What was found in some words.
 * @param {Word[]} words
 * @param {Wanted[]} wanted
 */
function stretches(words, wanted) {
  /** @type {Stretch[]} */
  const found = []
  const places = words.map(({ place }) => place)
  for (const one of wanted) {
    const about = { rank: one.rank, name: nameOf(one) }
    const { begins, ends } = one.marked ?? one
    for (let at = lowest(ends, places[0] + 1); ends[at] <= places[places.length - 1] + 1; at++) {
      const [from, to] = [begins[at], ends[at]].map(place => lowest(places, place))
      if (to - from === ends[at] - begins[at]) found.push({ from, to, ...about })
    }
    words.forEach(({ word }, at) => one.unplaced.includes(word) && found.push({ from: at, to: at + 1, ...about }))
  }
  found.sort((a, b) => a.from - b.from || b.to - a.to)
  return found.filter((stretch, i) => !found.slice(Math.max(0, i - 40), i).some(other => other.to >= stretch.to && other.rank <= stretch.rank))
}

/**
 * The paragraphs of a document to offer, best first: those with the phrase, then those with most of the words, and for
 * each thing looked for one that has it.
 * @param {Text} document
 * @param {Stretch[]} found
 * @param {Index} index
 */
function paragraphsWith(document, found, { frequent }) {
  /** @type {Map<number, Offered>} */
  const byParagraph = new Map()
  for (const stretch of found) {
    const first = document.words[stretch.from].paragraph
    const last = document.words[stretch.to - 1].paragraph
    for (let at = first; at <= last; at++) {
      if (at > first && at < last && !stretch.name.includes(" ")) continue // what stands within a word that a page breaks
      const here = byParagraph.get(at) ?? { at, stretches: [], score: 0, names: [] }
      byParagraph.set(at, here)
      const { name, rank } = stretch
      if (!here.stretches.some(other => other.name === name)) {
        if (rank < 2 && !frequent.has(name)) here.names.push(name)
        here.score += rank && frequent.has(name) ? 0.1 : WEIGHTS[rank]
      }
      here.stretches.push(stretch)
      // Where a phrase reaches over the end of a paragraph, the one that it begins in leads.
      if (rank === 0 && at > first) here.score -= 500
    }
  }
  const sorted = [...byParagraph.values()].sort((a, b) => b.score - a.score || a.at - b.at)
  const best = sorted[0]?.score ?? 0
  const needed = adding(sorted)
  const good = sorted.filter(({ score }) => (best < 1000 ? score >= best / 2 : score >= 500))
  const offered = [...new Set([...needed, ...good])].slice(0, PARAGRAPHS)
  return sorted.filter(one => offered.includes(one))
}

/**
 * A paragraph's text in pieces, every other one found, as much of it as shows what was found; and whether it goes on.
 * @param {Text} document
 * @param {Offered} offered
 * @param {number} [most] words before that
 */
function excerpt(document, { at, stretches: found }, most = Infinity) {
  const { anchor, shown, words, offset: before, isCutAfter } = document.paragraphs[at]
  const offset = document.words.indexOf(words[0])
  const [lead] = found.toSorted((a, b) => a.rank - b.rank)
  const around = words.length > WHOLE ? AROUND : Infinity
  const first = Math.max(0, lead.from - offset - Math.min(around, most))
  const last = Math.min(words.length, lead.to - offset + around)
  const seen = found.map(({ from, to }) => ({ from: Math.max(first, from - offset), to: Math.min(last, to - offset) })).filter(({ from, to }) => from < to)
  const pieces = inPieces(shown, words, seen, first ? words[first].start : 0, last < words.length ? words[last - 1].end : shown.length)
  if (first > 0 || before > 0) pieces[0] = `… ${pieces[0]}`
  return { anchor, pieces, isCut: last < words.length || isCutAfter }
}

/**
 * Whether the words found first went from here to others (`to`), came here (`from`), or nobody knows (`shared`).
 * @param {Pick<Text, "shared" | "paragraphs" | "words">} document
 * @param {Pick<Stretch, "rank" | "from" | "to">[]} found
 * @returns {Set<SharedWords[0]>}
 */
function shared(document, found) {
  const first = found.find(({ rank }) => !rank)
  /** @param {Place} place */
  const number = ([paragraph, offset]) => paragraph * 2 ** 32 + offset
  /** @type {(word: Word, offset: number) => number} */
  const place = ({ paragraph }, offset) => number([document.paragraphs[paragraph].at, document.paragraphs[paragraph].offset + offset])
  if (!first) return new Set()
  const [one, other] = [document.words[first.from], document.words[first.to - 1]]
  const met = document.shared.filter(([, from, to]) => number(from) < place(other, other.end) && place(one, one.start) < number(to))
  return new Set(met.map(([way]) => way))
}

/**
 * A document as a result. Where a frequent word stands nobody knows: it is looked for from the beginning.
 * @param {Index} index
 * @param {number} row
 * @param {Answer} answer
 * @returns {Promise<Result>}
 */
async function result(index, row, { query, wanted }) {
  const isMixed = query.needs.some(([{ kind }]) => kind === "phrase") && query.needs.some(([{ kind }]) => kind !== "phrase")
  const blocks = blocksOf(index, row, wanted, isMixed)
  const end = index.blockAt(index.starts[row + 1] - 1)
  const most = blocks.length + MOST_MORE
  let document, found, inTitle
  for (;;) {
    document = await documentAt(index, row, blocks)
    found = stretches(document.words, wanted)
    inTitle = stretches(document.titleWords, wanted)
    const next = blocks[blocks.length - 1] + 1
    if (found.length || inTitle.length || next > end || blocks.length === most) break
    blocks.push(next)
  }
  const isPhrase = [...found, ...inTitle].some(({ rank }) => !rank)
  if (isPhrase && !isMixed) [found, inTitle] = [found, inTitle].map(all => all.filter(({ rank }) => !rank))
  return { row, document, inTitle, offered: paragraphsWith(document, found, index), shared: shared(document, found), isPhrase }
}

/**
 * Results for texts; ranked, the text that the words come from leads those that have the phrase.
 * @param {Index} index
 * @param {Answer} answer
 * @param {number[]} rows
 * @param {boolean} isRanked
 */
async function results(index, answer, rows, isRanked) {
  const made = await Promise.all(rows.map(row => result(index, row, answer)))
  /** @param {Result} one */
  const place = one => (!one.isPhrase ? 2 : one.shared.has("to") && !one.shared.has("from") ? 0 : 1)
  if (isRanked) made.sort((a, b) => place(a) - place(b))
  const leader = made.find(({ isPhrase }) => isPhrase)
  if (leader && (answer.phrase?.words.length ?? 0) >= SAID_AGAIN) leader.also = answer.having - 1
  return made
}

/**
 * The title in pieces, every other one found.
 * @param {Result} result
 */
const titlePieces = ({ document: { title, titleWords }, inTitle }) => inPieces(title, titleWords, inTitle, 0, title.length)

/**
 * A part of a text in pieces, every other one found.
 * @param {string} text
 * @param {Word[]} words
 * @param {{ from: number, to: number }[]} found in order
 * @param {number} place where the part begins
 * @param {number} end
 */
function inPieces(text, words, found, place, end) {
  /** @type {string[]} */
  const pieces = []
  for (const { from, to } of found) {
    const start = Math.max(place, words[from].start)
    const stop = words[to - 1].end
    if (stop <= place) continue
    pieces.push(text.slice(place, start), text.slice(start, stop))
    place = stop
  }
  return [...pieces, text.slice(place, end)]
}

/**
 * The address of a paragraph of a result, with the words to be marked there.
 * @param {Result} result
 * @param {Offered} offered
 */
function address({ document }, { at, stretches: found }) {
  const named = found.toSorted((a, b) => a.rank - b.rank).map(stretch => asNamed(document, stretch))
  const query = new URLSearchParams([...new Set(named)].slice(0, LINKED).map(words => ["found", words]))
  return `${documentAddress(document)}?${query}#${document.paragraphs[at].anchor}`
}

/**
 * Words as an address names them: as they stand, or with `…` for what a page has between the pieces of one word.
 * @param {Text} document
 * @param {Stretch} stretch
 */
function asNamed({ words }, { from, to, name }) {
  const all = words.slice(from, to)
  const [first, last] = [all[0].paragraph, all[all.length - 1].paragraph]
  const isBroken = last - first > 1 && !name.includes(" ")
  const pieces = isBroken ? [first, last].map(at => all.filter(({ paragraph }) => paragraph === at)) : [all]
  return pieces.map(piece => piece.map(({ word }) => word).join(" ")).join("…")
}

/** @param {{ id: string }} document */
const documentAddress = ({ id }) => page(`documents/${encodeURIComponent(id)}/`)

/** Open the index anew the next time: something that was read makes no sense. */
export const forget = forgetIndex

/** The search, its index opened: what pages use of it. */
export async function open() {
  const index = await openIndex()
  return {
    index,
    /** @param {string} typed */
    ask: typed => ask(index, typed),
    /** @type {(answer: Answer, rows: number[], isRanked: boolean) => Promise<Result[]>} */
    results: (answer, rows, isRanked) => results(index, answer, rows, isRanked),
    ...{ excerpt, titlePieces, address, documentAddress, documentAt, shared, page, fold, found, waysOf },
  }
}
