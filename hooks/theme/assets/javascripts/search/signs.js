// The signs that hold words together.

import { APOSTROPHES, HYPHENS } from "../text/letters.js"

/** What parts the digits of a number. */
export const GROUPS = `,.٬،，_${APOSTROPHES}`
/** The zero-width non-joiner: in Arabic script it stands between the parts of a word, as a hyphen does elsewhere. */
export const PARTS_ARABIC = "\u200c"
/** What follows an apostrophe as an ending: all but those that make another word of it (`can’t`). */
export const ENDINGS = /^(?!(?:t|d|m|ll|re|ve)$)\p{L}{1,2}$/u
/** What parts the words of a form that is written as several. */
export const MARKS_OF_A_FORM = /[ ’.-]/
export const APOSTROPHE_ALONE = /* @__PURE__ */ new RegExp(`^[${APOSTROPHES}]{1,2}$`)
export const HYPHEN_ALONE = /* @__PURE__ */ new RegExp(`^[${PARTS_ARABIC}${HYPHENS}]$`)
/** What many write as one with the name behind it. */
export const PARTICLE = /^(?:d[aeiu]|de[lnr]|dell?a|l[ae]|v[ao]n|der|te[nr]|al|el|ibn|bin|mc|mac|st)$/
/** Of a word that is made of several. */
export const MOST_PARTS = 6
const ARE_INITIALS = /^(?:\p{L}\.\p{L}{1,2}|\p{L}{2}\.\p{L})$/u

/**
 * Whether a full stop stands between two initials, as in `U.N.` and `Ph.D.`
 * @param {string} gap
 * @param {{ word: string }} one
 * @param {{ word: string }} other
 */
export const isPoint = (gap, one, other) => gap === "." && ARE_INITIALS.test(`${one.word}.${other.word}`)

/**
 * What stands between the words of a text.
 * @param {string} text
 * @param {import("./fold.js").Folded[]} words
 */
export const gapsIn = (text, words) => words.slice(1).map(({ start }, at) => text.slice(words[at].end, start))
