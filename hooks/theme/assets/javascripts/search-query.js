// What a reader types → what is looked for: words, exact phrases in quotation marks of any shape, and what a minus
// before either leaves out. What is written in one piece and folded to several words (`well-known`) is a phrase too.

"use strict"

;(() => {
  const PIECE = /([-−–](?=[^\s]))?(?:["“”„«»]([^"“”„«»]*)(?:["“”„«»]|$)|([^\s"“”„«»]+))/gu
  const LONGEST = 20_000
  const MOST_WORDS = 32

  /**
   * Reads a query: `phrases` and `words` are what must stand in a text, `without` what must not; each is a list of
   * folded words. `whole` is all that stands outside quotation marks, as one phrase; `cut` says that words beyond the
   * first 32 were left out of `words`.
   */
  function parse(text) {
    const { fold } = window.sourcebook
    const found = { phrases: [], joined: [], words: [], without: [], whole: [], cut: false }
    for (const [, minus, quoted, piece] of text.slice(0, LONGEST).matchAll(PIECE)) {
      const words = fold(quoted ?? piece).map(({ word }) => word)
      if (!words.length) continue
      if (minus) {
        found.without.push(words)
        continue
      }
      if (quoted !== undefined) {
        found.phrases.push(words)
        continue
      }
      found.whole.push(...words)
      if (words.length > 1) found.joined.push(words)
      else found.words.push(words[0])
    }
    found.words = [...new Set(found.words)]
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

  window.sourcebook = Object.assign(window.sourcebook ?? {}, { parse })
})()
