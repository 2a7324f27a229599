// The one way in which words are compared, as `hooks/sourcebook/search/fold.py` has it: text → folded words, each with
// its place in the text (`start` and `end` count UTF-16 units, as strings do here).

"use strict"

;(() => {
  const LONGEST_WORD = 64
  const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ħ: "h", ŧ: "t", ı: "i", ς: "σ" }
  const UNSPACED =
    /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3100-\u312f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u
  const PART = 1, DROPPED = 2, ALONE = 4, SMALL = 8, CAPITAL = 16

  const known = new Map()

  /** What a character is (the flags above; 0 parts words), and what it is folded to. */
  function look(character) {
    let found = known.get(character)
    if (!found) {
      found = read(character)
      known.set(character, found)
    }
    return found
  }

  function read(character) {
    if (/^(?!\u200b)\p{Cf}$/u.test(character)) return { is: DROPPED, as: "" }
    let as = character.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    as = as.replace(/[ßæœøđðþłħŧıς]/g, letter => LETTERS[letter])
    if (as === "" && /\p{M}/u.test(character)) return { is: DROPPED, as: "", mark: true }
    const cased = /^\p{Ll}$/u.test(character) ? SMALL : /^\p{Lu}$/u.test(character) ? CAPITAL : 0
    return { is: PART | cased, as, alone: UNSPACED.test(as), plain: /^[\p{L}\p{N}]+$/u.test(as) }
  }

  /** The folded words of `text`: `[{word, start, end}]`. */
  function fold(text) {
    const words = []
    let word = "", start = 0, end = 0, wasSmall = false
    const finish = () => {
      if (word) words.push({ word: word.length > LONGEST_WORD ? Array.from(word).slice(0, LONGEST_WORD).join("") : word, start, end })
      word = ""
    }
    let at = 0
    for (const character of text) {
      const next = at + character.length
      const { is, as, alone, plain, mark } = look(character)
      if (is === DROPPED) {
        if (mark) wasSmall = false
        if (mark && word) end = next
      } else {
        if (wasSmall && is & CAPITAL) finish()
        // A sign may stand for several (½ is 1, a stroke and 2): what parts words parts them here too.
        for (const letter of plain && !alone ? [as] : as) {
          if (!/[\p{L}\p{N}]/u.test(letter)) {
            finish()
          } else if (alone && UNSPACED.test(letter)) {
            finish()
            words.push({ word: letter, start: at, end: next })
          } else {
            if (!word) start = at
            word += letter
            end = next
          }
        }
        wasSmall = (is & SMALL) !== 0
      }
      at = next
    }
    finish()
    return words
  }

  window.sourcebook = Object.assign(window.sourcebook ?? {}, { fold })
})()
