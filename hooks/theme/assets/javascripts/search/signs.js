// The signs that hold words together.

import { APOSTROPHES } from "../text/letters.js"

// What holds a word together that several make, as the index has it: nothing that counts, or one of these.
export const TOGETHER = 1
export const HYPHEN = 2
export const APOSTROPHE = 3
export const NUMBER = 4
export const READ_ALOUD = 5 // a character with how it is read behind it

/** What follows an apostrophe as an ending: all but those that make another word of it (`can’t`). */
export const ENDINGS = /^(?!(?:t|d|m|ll|re|ve)$)\p{L}{1,2}$/u
/** What parts the words of a form that is written as several. */
export const MARKS_OF_A_FORM = /[ ’.-]/
export const APOSTROPHE_ALONE = /* @__PURE__ */ new RegExp(`^(?:[${APOSTROPHES}]{1,2}|["”“])$`)
/** What many write as one with the name behind it. */
export const PARTICLE = /^(?:d[aeiu]|de[lnr]|dell?a|l[ae]|v[ao]n|der|te[nr]|al|el|ibn|bin|mc|mac|st)$/

/**
 * What stands between the words of a text.
 * @param {string} text
 * @param {import("./fold.js").Folded[]} words
 */
export const gapsIn = (text, words) => words.slice(1).map(({ start }, at) => text.slice(words[at].end, start))
