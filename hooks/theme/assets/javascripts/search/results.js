// What a list of results shows: documents in order, the paragraphs of each that hold most of what was looked for, and
// where else those words stand. Everything shown was found again in the text itself.

import "./engine.js"

;(() => {
  const { places } = window.sourcebook
  const PARAGRAPHS = 3 // offered of one document
  const AROUND = 28 // words shown before and after those that were found
  const WHOLE = 75 // words up to which a paragraph is shown whole
  const LINKED = 40 // stretches of words that a link names, to be marked on arrival
  const SAID_AGAIN = 3 // words of a phrase from which on it is worth saying where else it stands

  /** What was found in a document: stretches of its words, `rank` 0 for the phrase, 1 as typed, 2 for cousins. */
  function stretches(words, wanted) {
    const found = []
    for (const { rank, phrase } of wanted) {
      for (const at of places(words, phrase)) found.push({ from: at, to: at + phrase.length, rank, phrase })
    }
    found.sort((a, b) => a.from - b.from || b.to - a.to)
    return found.filter((stretch, i) => !found.slice(Math.max(0, i - 40), i).some(other => other.to >= stretch.to && other.rank <= stretch.rank))
  }

  /**
   * The paragraphs of a document to offer, best first: those with the phrase, then those with most of the words, and for
   * each thing looked for one that has it.
   */
  function paragraphs(document, found, frequent) {
    const byParagraph = new Map()
    for (const stretch of found) {
      const first = document.words[stretch.from].paragraph
      const last = document.words[stretch.to - 1].paragraph
      for (let at = first; at <= last; at++) {
        if (!byParagraph.has(at)) byParagraph.set(at, { at, stretches: [], score: 0, words: new Set(), telling: [] })
        const here = byParagraph.get(at)
        here.stretches.push(stretch)
        const name = stretch.phrase.join(" ")
        if (!here.words.has(name)) {
          here.words.add(name)
          if (stretch.rank < 2 && !frequent.has(name)) here.telling.push(name)
          here.score += stretch.rank === 0 ? 1000 : frequent.has(name) ? 0.1 : stretch.rank === 1 ? 10 : 4
        }
        // Where a phrase reaches over the end of a paragraph, the one that it begins in leads.
        if (stretch.rank === 0 && at > first) here.score -= 500
      }
    }
    const sorted = [...byParagraph.values()].sort((a, b) => b.score - a.score || a.at - b.at)
    const best = sorted[0]?.score ?? 0
    const seen = new Set()
    const hasMore = ({ telling }) => telling.filter(name => !seen.has(name) && seen.add(name)).length > 0
    const needed = sorted.filter(hasMore)
    const good = sorted.filter(({ score }) => (best < 1000 ? score >= best / 2 : score >= 500))
    const offered = new Set([...needed, ...good].slice(0, PARAGRAPHS))
    return sorted.filter(one => offered.has(one))
  }

  /** A paragraph's text in pieces, marked or not, as much of it as shows what was found. */
  function excerpt(document, { at, stretches: found }) {
    const [anchor, shown] = document.paragraphs[at]
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
    return { anchor, number: anchor.slice(1), pieces, isCutBefore: first > 0, isCutAfter: last < words.length }
  }

  /** Whether the words found first went from here to others (`to`), came here (`from`), or nobody knows (`shared`). */
  function kin(document, found) {
    const first = found.find(({ rank }) => rank === 0)
    const ways = new Set()
    if (!first) return ways
    const { paragraph, start } = document.words[first.from]
    const { paragraph: lastParagraph, end } = document.words[first.to - 1]
    const before = (a, b) => a[0] < b[0] || (a[0] === b[0] && a[1] < b[1])
    for (const [way, from, to] of document.kin) {
      if (before(from, [lastParagraph, end]) && before([paragraph, start], to)) ways.add(way)
    }
    return ways
  }

  /** Whether a query asks for words besides a phrase, which are shown beside it. */
  const isMixed = ({ phrases, whole }) => phrases.length > 0 && whole.length > 0

  /** A document as a result, or nothing if what was looked for isn't in it. */
  async function result(engine, key, answer) {
    const document = await engine.index.document(key)
    let found = stretches(document.words, answer.wanted)
    let inTitle = stretches(document.titleWords, answer.wanted)
    const isPhrase = [...found, ...inTitle].some(({ rank }) => rank === 0)
    if (isPhrase && !isMixed(answer.query)) [found, inTitle] = [found, inTitle].map(all => all.filter(({ rank }) => rank === 0))
    if (!found.length && !inTitle.length) return null
    const offered = paragraphs(document, found, engine.index.frequent)
    return { key, document, inTitle, offered, kin: kin(document, found), isPhrase }
  }

  /** Results for `keys`; ranked, the text that the words come from leads those that have the phrase. */
  async function results(engine, answer, keys, isRanked) {
    const made = (await Promise.all(keys.map(key => result(engine, key, answer)))).filter(Boolean)
    const place = one => (!one.isPhrase ? 2 : one.kin.has("to") && !one.kin.has("from") ? 0 : 1)
    if (isRanked) made.sort((a, b) => place(a) - place(b))
    const leader = made.find(({ isPhrase }) => isPhrase)
    if (leader && (answer.phrase?.length ?? 0) >= SAID_AGAIN) leader.also = answer.having - 1
    return made
  }

  /** The title in pieces, marked or not. */
  function titlePieces({ document, inTitle }) {
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
  function address({ document }, { at, stretches: found }) {
    const named = [...found].sort((a, b) => a.rank - b.rank).map(({ phrase }) => phrase.join(" "))
    const query = new URLSearchParams([...new Set(named)].slice(0, LINKED).map(words => ["found", words]))
    return `${documentAddress(document)}?${query}#${document.paragraphs[at][0]}`
  }

  const documentAddress = ({ id }) => window.sourcebook.page(`documents/${encodeURIComponent(id)}/`)

  Object.assign(window.sourcebook.search, { results, kin, excerpt, titlePieces, address, documentAddress })
})()
