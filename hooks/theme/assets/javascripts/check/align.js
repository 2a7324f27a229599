// Lays a sentence beside the stretch of a text that is nearest to it, word by word: the whole sentence against any part
// of the text, as Sellers (1980) does for letters, over folded words.

/** @typedef {import("./types.js").Folded} Folded */
/** @typedef {import("./types.js").Span} Span */
/** @typedef {import("./types.js").Step} Step */

const SAME = 2
const OTHER = -1
const GAP = -1
const MOST_CELLS = 4e6 // up to which a sentence that leaves words out is laid beside the whole text
const ROOM = 3 // how many times the sentence's length is looked through around the place that has most of its words
const MOST_ROOM = 900 // words more than its length that are looked through there

/**
 * Where in a text most of a sentence's words stand close together: the numbers of its first and last word.
 *
 * @param {{ word: string }[]} sentence
 * @param {{ word: string }[]} words
 */
function densest(sentence, words) {
  const size = Math.max(8, Math.ceil(sentence.length * 1.5))
  const wanted = new Set(sentence.map(({ word }) => word))
  const within = new Map()
  let kinds = 0
  let best = -1
  let place = 0
  words.forEach(({ word }, at) => {
    if (wanted.has(word)) {
      const times = within.get(word) ?? 0
      within.set(word, times + 1)
      if (!times) kinds++
    }
    const gone = words[at - size]?.word
    if (gone !== undefined && wanted.has(gone)) {
      within.set(gone, within.get(gone) - 1)
      if (!within.get(gone)) kinds--
    }
    if (kinds > best) {
      best = kinds
      place = at
    }
  })
  const room = Math.min(sentence.length * ROOM, sentence.length + MOST_ROOM)
  return [Math.max(0, place - size - room), Math.min(words.length, place + room)]
}

/**
 * Aligns `sentence` with `words`, both as `fold` gives them. At `gaps`, places in the sentence, it leaves words out: as
 * many of the text may be passed over there.
 *
 * @param {{ word: string }[]} sentence
 * @param {{ word: string }[]} words
 * @param {Set<number>} [gaps]
 * @returns {import("./types.js").Aligned}
 */
export function align(sentence, words, gaps = new Set()) {
  const isWhole = gaps.size && sentence.length * words.length < MOST_CELLS
  const [begin, end] = isWhole ? [0, words.length] : densest(sentence, words)
  const rows = sentence.length + 1
  const columns = end - begin + 1
  const scores = new Int32Array(rows * columns)
  for (let i = 1; i < rows; i++) {
    const { word } = sentence[i - 1]
    const across = gaps.has(i) ? 0 : GAP
    scores[i * columns] = i * GAP
    for (let j = 1; j < columns; j++) {
      const at = i * columns + j
      const step = words[begin + j - 1].word === word ? SAME : OTHER
      scores[at] = Math.max(scores[at - columns - 1] + step, scores[at - columns] + GAP, scores[at - 1] + across)
    }
  }
  let at = (rows - 1) * columns
  for (let other = at + 1; other < rows * columns; other++) if (scores[other] > scores[at]) at = other
  /** @type {Span[]} */
  const pairs = []
  while (at >= columns) {
    const i = Math.floor(at / columns)
    const j = at % columns
    const isSame = j > 0 && sentence[i - 1].word === words[begin + j - 1].word
    if (j && scores[at] === scores[at - columns - 1] + (isSame ? SAME : OTHER)) {
      if (isSame) pairs.push([i - 1, begin + j - 1])
      at -= columns + 1
    } else {
      at -= j && scores[at] === scores[at - 1] + (gaps.has(i) ? 0 : GAP) ? 1 : columns
    }
  }
  pairs.reverse()
  return { same: pairs.length, ...described(pairs, sentence.length, gaps) }
}

/**
 * @param {Span[]} pairs the words that match: of the sentence, and of the text
 * @param {number} length of the sentence
 * @param {Set<number>} gaps
 */
function described(pairs, length, gaps) {
  if (!pairs.length) return { from: 0, to: 0, steps: [] }
  /** @type {Step[]} */
  const steps = []
  /** @type {(mine: Span, theirs: Span) => void} */
  const other = (mine, theirs) => {
    const [isMine, isTheirs] = [mine, theirs].map(([from, to]) => from < to)
    if (isMine || isTheirs) steps.push({ kind: "other", mine: isMine ? mine : null, theirs: isTheirs ? theirs : null })
  }
  /** @type {(mine: Span, theirs: Span) => void} around a gap stand as many other words of the text as of the sentence */
  const between = (mine, theirs) => {
    const at = [...gaps].find(gap => mine[0] <= gap && gap <= mine[1]) ?? mine[1]
    const [left, right] = [theirs[0] + at - mine[0], theirs[1] - (mine[1] - at)]
    if (!gaps.has(at) || left >= right) return other(mine, theirs)
    other([mine[0], at], [theirs[0], left])
    steps.push({ kind: "left out", mine: null, theirs: [left, right] })
    other([at, mine[1]], [right, theirs[1]])
  }
  const from = pairs[0][1]
  const [end, before] = pairs[pairs.length - 1]
  const to = before + 1
  between([0, pairs[0][0]], [from, from])
  pairs.forEach(([mine, theirs], at) => {
    const last = steps.at(-1)
    if (at) between([pairs[at - 1][0] + 1, mine], [pairs[at - 1][1] + 1, theirs])
    if (last && last === steps.at(-1) && last.kind === "same") {
      last.mine[1]++
      last.theirs[1]++
    } else {
      steps.push({ kind: "same", mine: [mine, mine + 1], theirs: [theirs, theirs + 1] })
    }
  })
  between([end + 1, length], [to, to])
  return { from, to, steps }
}
