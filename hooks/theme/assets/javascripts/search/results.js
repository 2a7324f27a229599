// What a list of results shows: documents in order, the paragraphs of each that hold most of what was looked for, and
// where else those words stand. Everything shown was found again in the text itself.

import { open as openEngine } from "./engine.js"
import { json, page } from "./files.js"
import { fold } from "./fold.js"
import { endOf, places, wordsOf } from "./joins.js"
import { lowest } from "./lists.js"
import { windows } from "./near.js"

const PARAGRAPHS = 3 // offered of one document
const BLOCKS = 3 // fetched of one document
const MOST_MORE = 6 // blocks in which a frequent word is looked for, beyond the first
const MOST_HITS = 2000 // of a word in a text that are looked at
const AROUND = 28 // words shown before and after those that were found
const WHOLE = 75 // words up to which a paragraph is shown whole
const LINKED = 40 // stretches of words that a link names, to be marked on arrival
const SAID_AGAIN = 3 // words of a phrase from which on it is worth saying where else it stands

const nameOf = ({ phrase, isBeginning }) => phrase.join(" ") + (isBeginning ? "*" : "")

/** The block of a text that holds most of what was found in it, and those that have what it lacks. */
function blocksOf(index, row, wanted) {
  const [start, end] = [index.starts[row], index.starts[row + 1]]
  const blocks = new Map()
  for (const one of wanted) {
    const first = lowest(one.ends, start + 1)
    for (let at = first; at < one.ends.length && one.ends[at] <= end && at - first < MOST_HITS; at++) {
      const last = Math.floor((one.ends[at] - 1) / index.block)
      const begin = Math.floor(Math.max(start, one.ends[at] - one.phrase.length) / index.block)
      for (let number = begin; number <= last; number++) {
        if (!blocks.has(number)) blocks.set(number, { number, score: 0, names: new Set() })
        const here = blocks.get(number)
        const name = nameOf(one) + (number > begin ? "…" : "") // its end stands in another block
        if (here.names.has(name)) continue
        here.names.add(name)
        here.score += one.rank === 0 ? (number === begin ? 1000 : 500) : one.rank === 1 ? 10 : 4
      }
    }
  }
  const sorted = [...blocks.values()].sort((a, b) => b.score - a.score || a.number - b.number)
  const seen = new Set()
  const needed = sorted.filter(({ names }) => [...names].filter(name => !seen.has(name) && seen.add(name)).length)
  const chosen = needed.slice(0, BLOCKS).map(({ number }) => number)
  return chosen.length ? chosen : [Math.floor(start / index.block)]
}

/**
 * What some blocks have of a text, with the folded words of its paragraphs and title. Between paragraphs that don't follow
 * each other stands a word that nothing matches.
 */
export async function documentAt(index, row, blocks) {
  const all = await Promise.all([...blocks].sort((a, b) => a - b).map(number => index.file(`texts/${number}`, json)))
  const parts = all.flat().filter(([other]) => other === row)
  const [, id, title, [kind, publisher, date], language] = parts[0]
  const document = { row, id, title, kind, publisher, date, language, paragraphs: [], kin: parts.flatMap(part => part[5]) }
  for (const [, , , , , , first, paragraphs] of parts) paragraphs.forEach((one, i) => addParagraph(document.paragraphs, first + i, one))
  document.words = []
  document.paragraphs.forEach(({ at, shown }, paragraph) => {
    if (paragraph && at > document.paragraphs[paragraph - 1].at + 1) document.words.push({ word: "", start: 0, end: 0, text: "", paragraph: -1 })
    for (const word of fold(shown)) document.words.push(Object.assign(word, { text: shown, paragraph, anchor: document.paragraphs[paragraph].anchor }))
  })
  document.titleWords = wordsOf([title])
  return document
}

/** Add a paragraph, or a part of one, unless it is there; parts that follow each other become one. */
function addParagraph(paragraphs, at, [anchor, shown, offset = 0, isCutAfter = 0]) {
  const before = paragraphs.at(-1)
  if (before?.at === at) {
    const known = before.offset + before.shown.length - offset
    if (known >= 0) Object.assign(before, { shown: before.shown + shown.slice(known), isCutAfter: isCutAfter > 0 })
    return
  }
  paragraphs.push({ at, anchor, shown, offset, isCutAfter: isCutAfter > 0 })
}

/** What was found in some words: stretches of them, `rank` 0 for the phrase, 1 as typed, 2 in other forms. */
function stretches(words, wanted) {
  const found = []
  for (const one of wanted) {
    for (const [from, to] of standing(words, one)) found.push({ from, to, rank: one.rank, name: nameOf(one), isNear: one.distance !== undefined })
  }
  found.sort((a, b) => a.from - b.from || b.to - a.to)
  return found.filter((stretch, i) => !found.slice(Math.max(0, i - 40), i).some(other => other.to >= stretch.to && other.rank <= stretch.rank))
}

function standing(words, { phrase, ways, isBeginning, distance }) {
  if (isBeginning) return words.flatMap(({ word }, at) => (word.startsWith(phrase[0]) ? [[at, at + 1]] : []))
  if (distance === undefined) return places(words, phrase, ways)
  const each = phrase.map(word => places(words, [word]).map(([at]) => at))
  const near = windows(each, distance)
  return each.flat().filter(at => near.some(([from, to]) => from <= at && at <= to)).map(at => [at, at + 1])
}

/**
 * The paragraphs of a document to offer, best first: those with the phrase, then those with most of the words, and for
 * each thing looked for one that has it.
 */
function paragraphsWith(document, found, isFrequent) {
  const byParagraph = new Map()
  for (const stretch of found) {
    const first = document.words[stretch.from].paragraph
    const last = document.words[stretch.to - 1].paragraph
    for (let at = first; at <= last; at++) {
      if (!byParagraph.has(at)) byParagraph.set(at, { at, stretches: [], score: 0, words: new Set(), telling: [] })
      const here = byParagraph.get(at)
      here.stretches.push(stretch)
      const { name, rank } = stretch
      if (!here.words.has(name)) {
        here.words.add(name)
        if (rank < 2 && !isFrequent(name)) here.telling.push(name)
        here.score += rank === 0 ? 1000 : isFrequent(name) ? 0.1 : rank === 1 ? 10 : 4
      }
      // Where a phrase reaches over the end of a paragraph, the one that it begins in leads.
      if (rank === 0 && at > first) here.score -= 500
    }
  }
  const sorted = [...byParagraph.values()].sort((a, b) => b.score - a.score || a.at - b.at)
  const best = sorted[0]?.score ?? 0
  const seen = new Set()
  const needed = sorted.filter(({ telling }) => telling.filter(name => !seen.has(name) && seen.add(name)).length > 0)
  const good = sorted.filter(({ score }) => (best < 1000 ? score >= best / 2 : score >= 500))
  const offered = new Set([...needed, ...good].slice(0, PARAGRAPHS))
  return sorted.filter(one => offered.has(one))
}

/** A paragraph's text in pieces, marked or not, as much of it as shows what was found. */
export function excerpt(document, { at, stretches: found }) {
  const { anchor, shown, offset: before, isCutAfter } = document.paragraphs[at]
  const words = document.words.filter(word => word.paragraph === at)
  const offset = document.words.indexOf(words[0])
  const inside = found.map(({ from, to, rank }) => [Math.max(0, from - offset), Math.min(words.length, to - offset), rank])
  const lead = inside.find(([, , rank]) => rank === Math.min(...inside.map(([, , r]) => r)))
  let first = 0
  let last = words.length
  if (words.length > WHOLE) {
    first = Math.max(0, lead[0] - AROUND)
    last = Math.min(words.length, lead[1] + AROUND)
  }
  const pieces = []
  let place = first ? words[first].start : 0
  const end = last < words.length ? words[last - 1].end : shown.length
  for (const [from, to] of inside) {
    if (to <= first || from >= last) continue
    const start = words[Math.max(from, first)].start
    const stop = words[Math.min(to, last) - 1].end
    if (stop <= place) continue
    pieces.push({ text: shown.slice(place, Math.max(place, start)), isFound: false })
    pieces.push({ text: shown.slice(Math.max(place, start), stop), isFound: true })
    place = stop
  }
  pieces.push({ text: shown.slice(place, end), isFound: false })
  return { anchor, number: anchor.slice(1), pieces, isCutBefore: first > 0 || before > 0, isCutAfter: last < words.length || isCutAfter }
}

/** Whether the words found first went from here to others (`to`), came here (`from`), or nobody knows (`shared`). */
export function kin(document, found) {
  const first = found.find(({ rank }) => rank === 0)
  const ways = new Set()
  if (!first) return ways
  const place = (word, offset) => [document.paragraphs[word.paragraph].at, document.paragraphs[word.paragraph].offset + offset]
  const [begin, end] = [document.words[first.from], document.words[first.to - 1]].map((word, at) => place(word, at ? word.end : word.start))
  const before = (a, b) => a[0] < b[0] || (a[0] === b[0] && a[1] < b[1])
  for (const [way, from, to] of document.kin) if (before(from, end) && before(begin, to)) ways.add(way)
  return ways
}

/** A document as a result. Where a frequent word stands nobody knows: it is looked for from the beginning. */
async function result(index, row, { query, wanted }) {
  const blocks = blocksOf(index, row, wanted)
  const end = Math.floor((index.starts[row + 1] - 1) / index.block)
  let document, found, inTitle
  for (let more = 0; ; more++) {
    document = await documentAt(index, row, blocks)
    found = stretches(document.words, wanted)
    inTitle = stretches(document.titleWords, wanted)
    const next = blocks.at(-1) + 1
    if (found.length || inTitle.length || next > end || more === MOST_MORE) break
    blocks.push(next)
  }
  const isPhrase = [...found, ...inTitle].some(({ rank }) => rank === 0)
  const isMixed = query.needs.some(([{ kind }]) => kind === "phrase") && query.needs.some(([{ kind }]) => kind !== "phrase")
  if (isPhrase && !isMixed) [found, inTitle] = [found, inTitle].map(all => all.filter(({ rank }) => rank === 0))
  const isFrequent = name => index.frequent.has(name)
  return { row, document, inTitle, offered: paragraphsWith(document, found, isFrequent), kin: kin(document, found), isPhrase }
}

/** Results for texts; ranked, the text that the words come from leads those that have the phrase. */
export async function results({ index }, answer, rows, isRanked) {
  const made = await Promise.all(rows.map(row => result(index, row, answer)))
  const place = one => (!one.isPhrase ? 2 : one.kin.has("to") && !one.kin.has("from") ? 0 : 1)
  if (isRanked) made.sort((a, b) => place(a) - place(b))
  const leader = made.find(({ isPhrase }) => isPhrase)
  if (leader && (answer.phrase?.words.length ?? 0) >= SAID_AGAIN) leader.also = answer.having - 1
  return made
}

/** The title in pieces, marked or not. */
export function titlePieces({ document, inTitle }) {
  const pieces = []
  let place = 0
  for (const { from, to } of inTitle) {
    const start = Math.max(place, document.titleWords[from].start)
    const end = document.titleWords[to - 1].end
    if (end <= place) continue
    pieces.push({ text: document.title.slice(place, start), isFound: false }, { text: document.title.slice(start, end), isFound: true })
    place = end
  }
  pieces.push({ text: document.title.slice(place), isFound: false })
  return pieces
}

/** The address of a paragraph of a result, with the words to be marked there. */
export function address({ document }, { at, stretches: found }) {
  const ordered = [...found].sort((a, b) => a.rank - b.rank)
  const named = ordered.map(({ name, isNear, from }) => (isNear ? document.words[from].word : name))
  const query = new URLSearchParams([...new Set(named)].slice(0, LINKED).map(words => ["found", words]))
  return `${documentAddress(document)}?${query}#${document.paragraphs[at].anchor}`
}

export const documentAddress = ({ id }) => page(`documents/${encodeURIComponent(id)}/`)

/**
 * The search, its index opened: what pages use of it.
 */
export async function open() {
  const engine = await openEngine()
  const { index } = engine
  return {
    index,
    engine,
    ask: typed => engine.ask(typed),
    results: (answer, rows, isRanked) => results(engine, answer, rows, isRanked),
    ...{ excerpt, titlePieces, address, documentAddress, documentAt, kin, page, fold, endOf },
  }
}
