// Lays a sentence beside the stretch of a text that is nearest to it, word by word: the local alignment of Smith and
// Waterman (1981), over folded words.

"use strict"

;(() => {
  const SAME = 2
  const OTHER = -1
  const GAP = -1
  const ROOM = 3 // how many times the sentence's length is looked through around the place that has most of its words

  /** Where in a text most of a sentence's words stand close together: the numbers of its first and last word. */
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
    const room = sentence.length * ROOM
    return [Math.max(0, place - size - room), Math.min(words.length, place + room)]
  }

  /**
   * Aligns `sentence` with `words`, both as `fold` gives them.
   *
   * Gives `same` (how many words match), `from` and `to` (the stretch of `words`), and `steps`: each has a `kind` (`same`
   * or `other`) and the stretches that it covers, `mine` of the sentence and `theirs` of the text; nothing where empty.
   */
  function align(sentence, words) {
    const [begin, end] = densest(sentence, words)
    const rows = sentence.length + 1
    const columns = end - begin + 1
    const scores = new Int32Array(rows * columns)
    let best = 0
    let bestAt = 0
    for (let i = 1; i < rows; i++) {
      const { word } = sentence[i - 1]
      for (let j = 1; j < columns; j++) {
        const at = i * columns + j
        const step = words[begin + j - 1].word === word ? SAME : OTHER
        const score = Math.max(0, scores[at - columns - 1] + step, scores[at - columns] + GAP, scores[at - 1] + GAP)
        scores[at] = score
        if (score > best) {
          best = score
          bestAt = at
        }
      }
    }
    const pairs = []
    for (let at = bestAt; scores[at] > 0; ) {
      const i = Math.floor(at / columns)
      const j = at % columns
      const isSame = sentence[i - 1].word === words[begin + j - 1].word
      if (scores[at] === scores[at - columns - 1] + (isSame ? SAME : OTHER)) {
        if (isSame) pairs.push([i - 1, begin + j - 1])
        at -= columns + 1
      } else {
        at -= scores[at] === scores[at - columns] + GAP ? columns : 1
      }
    }
    pairs.reverse()
    return { same: pairs.length, ...described(pairs, sentence.length) }
  }

  function described(pairs, length) {
    if (!pairs.length) return { from: 0, to: 0, steps: [] }
    const steps = []
    const between = (mine, theirs) => {
      const step = { kind: "other", mine: mine[0] < mine[1] && mine, theirs: theirs[0] < theirs[1] && theirs }
      if (step.mine || step.theirs) steps.push(step)
    }
    const from = pairs[0][1]
    const to = pairs.at(-1)[1] + 1
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
    between([pairs.at(-1)[0] + 1, length], [to, to])
    return { from, to, steps }
  }

  window.sourcebook = Object.assign(window.sourcebook ?? {}, { align })
})()
