// What a reader types → what is looked for: words, exact phrases in quotation marks of any shape, and what a minus
// before either leaves out. What is written in one piece and folded to several words (`well-known`) is a phrase too.

import "./fold.js"

;(() => {
  // In a Hebrew word a straight quotation mark stands for gershayim.
  const PIECE = /([-−](?=[^\s]))?(?:["“”„«»]([^"“”„«»]*)(?:["“”„«»]|$)|((?:[^\s"“”„«»]|(?<=\p{Script=Hebrew})["”“](?=\p{Script=Hebrew}))+))/gu
  const LONGEST = 20_000
  const MOST_WORDS = 32

  /**
   * Reads a query: `phrases` and `words` are what must stand in a text, `without` what must not; each is a list of
   * folded words. `whole` is all that stands outside quotation marks, as one phrase; `cut` says that words beyond the
   * first 32 were left out of `words`; `typed` has, by their folded words, the pieces of the query as they were typed,
   * and `whole`.
   */
  function parse(text) {
    const { fold } = window.sourcebook
    const found = { phrases: [], joined: [], words: [], without: [], whole: [], cut: false, typed: new Map() }
    const unquoted = []
    for (const [, minus, quoted, piece] of text.slice(0, LONGEST).matchAll(PIECE)) {
      const folded = fold(quoted ?? piece)
      if (!folded.length) continue
      const words = folded.map(({ word }) => word)
      found.typed.set(words.join(" "), (quoted ?? piece).slice(folded[0].start, folded.at(-1).end))
      if (minus) {
        found.without.push(words)
        continue
      }
      if (quoted !== undefined) {
        found.phrases.push(words)
        continue
      }
      found.whole.push(...words)
      unquoted.push(piece)
      if (words.length > 1) found.joined.push(words)
      else found.words.push(words[0])
    }
    if (unquoted.length > 1) found.typed.set(found.whole.join(" "), unquoted.join(" "))
    found.words = [...new Set(found.words)]
    found.joined = distinct(found.joined)
    found.phrases = distinct(found.phrases)
    if (found.words.length > MOST_WORDS) {
      found.words.length = MOST_WORDS
      found.cut = true
    }
    if (found.joined.length > MOST_WORDS) {
      found.joined.length = MOST_WORDS
      found.cut = true
    }
    return found
  }

  const distinct = phrases => [...new Map(phrases.map(words => [words.join(" "), words])).values()]

  window.sourcebook = Object.assign(window.sourcebook ?? {}, { parse })
})()
