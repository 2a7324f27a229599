// What stands in no text as it is typed, or is several words in one piece: other forms of it, and what may be meant.

import { APOSTROPHES, HYPHENS, PARTS_ARABIC, VOWELS } from "../text/letters.js"
import { beginning } from "./beginning.js"
import { APOSTROPHE_ALONE, ENDINGS, gapsIn, MARKS_OF_A_FORM } from "./signs.js"

const MOST_FORMS = 12
const MOST_FILES = 3
const MOST_OF_A_PART = 16 // words of what is looked for in parts
const MOST_MEANT = 3 // items of a query
const MOST_UNKNOWN = 3 // words of a phrase that are nearly written as others
const SYLLABLE = /* @__PURE__ */ new RegExp(`[${VOWELS}]+[^${VOWELS}]`, "g")
const SHORT = /* @__PURE__ */ new RegExp(`^[^${VOWELS}]*[${VOWELS}][^${VOWELS}wxy]$`) // a syllable
const NO_JOINT = /* @__PURE__ */ new RegExp(`[^${APOSTROPHES}${PARTS_ARABIC}${HYPHENS}]`)

/** @typedef {import("./index.js").Index} Index */
/** @typedef {typeof import("./fold.js").fold} Fold */
/** @typedef {import("./query.js").Item} Item */
/** @typedef {Map<string, string>} Endings how many syllables must stand before an ending, and what stands for it in the stem; `.es` behind a short one */

/**
 * Other forms of an item that stands nowhere as it is typed, or is folded to several words.
 * @param {Index} index
 * @param {Item} item
 * @param {boolean | undefined} isLast of the query: the reader may be typing it
 * @param {Fold} fold
 * @returns {Promise<string[][]>}
 */
export async function formsOf(index, item, isLast, fold) {
  const [word] = item.words
  if (item.kind === "joined") return ofJoined(index, item, fold)
  const forms = await related(index, word)
  if (forms.length || !isLast || word.length < 2) return forms.map(form => [form])
  const { words } = await beginning(index, word, 1)
  return byFrequency(words).slice(0, MOST_FORMS).map(form => [form])
}

/**
 * Other forms of a word that is folded to several. They differ in the last of these; where that is an ending
 * (`ranger’s`), they are forms of what stands before it. What other marks hold together (`1.6`, `a@b`) has none.
 * @param {Index} index
 * @param {Item} item
 * @param {Fold} fold
 */
async function ofJoined(index, { words, typed }, fold) {
  const marks = gapsIn(typed, fold(typed))
  const isSpelled = words.every(word => /^.\p{M}*$/u.test(word)) // initials, or a script without spaces
  if (isSpelled || marks.some(mark => mark.length > 1 || NO_JOINT.test(mark))) return []
  const isEnding = marks.every(mark => mark && APOSTROPHES.includes(mark)) && words[0].length > 2 && ENDINGS.test(words[1])
  const made = (await family(index, isEnding ? words[0] : words.join(""))).map(form => [form])
  if (isEnding) return made
  const ends = (await family(index, words[words.length - 1])).map(form => [...words.slice(0, -1), form])
  return [...ends, ...made].filter(form => form.join(" ") !== words.join(" "))
}

/**
 * A word with its other forms, or with those that share its stem where no text has it.
 * @param {Index} index
 * @param {string} word
 */
async function family(index, word) {
  const { plain, over, forms } = await index.look(word)
  return plain || over || forms.length ? [word, ...forms] : related(index, word)
}

/**
 * Words of the archive that share their stem with a word that isn't among them, by the rules of a language of it.
 * @param {Index} index
 * @param {string} word
 */
async function related(index, word) {
  /** @type {Record<string, Record<string, string>>} */
  const tables = await index.json("endings")
  /** @type {Map<string, Listed>} */
  const found = new Map()
  for (const endings of Object.values(tables)) {
    const table = new Map(Object.entries(endings))
    const mine = stem(word, table)
    const near = Array.from(mine).slice(0, Math.max(2, mine.length - 1)).join("")
    const { words } = await beginning(index, near, MOST_FILES)
    for (const entry of words) if (stem(entry[0], table) === mine) found.set(entry[0], entry)
  }
  return byFrequency([...found.values()]).filter(form => form !== word)
}

/**
 * How all that was found is written.
 * @param {Index} index
 * @param {import("./types.js").Found[]} found
 */
export const allWritten = async (index, found) =>
  [...new Set((await Promise.all(found.map(({ phrase }) => written(index, phrase)))).flat())].sort()

/**
 * How what was found is written; as it was looked for, if it stands only in pieces, as at a line's end.
 * @param {Index} index
 * @param {string[]} words
 */
async function written(index, words) {
  if (words.length > 1) {
    const { written } = await index.look(words.join(""))
    return [written.find(form => form.split(MARKS_OF_A_FORM).join(" ") === words.join(" ")) ?? words.join(" ")]
  }
  const { word, plain, written } = await index.look(words[0])
  const [apart, others] = [written.filter(form => MARKS_OF_A_FORM.test(form)), written.filter(form => !MARKS_OF_A_FORM.test(form))]
  return [...apart, ...(plain || !apart.length ? [others.find(form => form !== word) ?? word] : [])]
}

/** @typedef {Pick<typeof import("./forms.js"), "found" | "lookedFor"> & { fold: Fold }} Forms */

/**
 * What may be meant by the first of some items that stand nowhere.
 * @param {Index} index
 * @param {Item[]} items
 * @param {Forms} by
 */
export async function similarTo(index, items, by) {
  const all = await Promise.all(items.slice(0, MOST_MEANT).map(async item => ({ item, forms: await meant(index, item, by) })))
  return all.filter(({ forms }) => forms.length)
}

/**
 * What may be meant by an item that stands nowhere: the same with words that are nearly written so, where texts have it;
 * else the longest beginning or end of it that they have.
 * @param {Index} index
 * @param {Item} item
 * @param {Forms} by
 * @returns {Promise<string[]>}
 */
async function meant(index, { kind, words, typed }, { found: foundAs, lookedFor, fold }) {
  if (kind === "beginning") {
    const all = await Promise.all(spellings(words[0], typed, fold).map(async one => ({ one, found: await beginning(index, one, 1) })))
    return all.filter(({ found }) => found.words.length).map(({ one }) => `${one}*`)
  }
  const folded = fold(typed)
  const hasEnding = kind === "joined" && gapsIn(typed, folded).every(gap => APOSTROPHE_ALONE.test(gap))
  const whole = hasEnding ? await similar(index, words.join(""), typed, fold) : []
  if (whole.length) return whole
  const near = await Promise.all(words.map(async (word, at) => {
    const { plain, over } = await index.look(word)
    return plain || over ? null : similar(index, word, typed.slice(folded[at].start, folded[at].end), fold)
  }))
  const unknown = near.filter(one => one !== null)
  /** @param {number} i */
  const changed = i => folded.reduceRight((text, { start, end }, at) => text.slice(0, start) + (near[at]?.[i] ?? near[at]?.[0] ?? text.slice(start, end)) + text.slice(end), typed)
  /** @param {string} text */
  const isThere = async text => {
    const one = { kind: kind === "joined" ? kind : "phrase", words: fold(text).map(({ word }) => word), typed: text }
    return kind === "joined" ? !(await lookedFor(index, /** @type {Item} */ (one))).nowhere : (await foundAs(index, one, "quoted")).texts.includes(1)
  }
  if (kind === "word") return [...(await apart(index, words[0], typed, isThere)), ...(unknown[0] ?? [])]
  const isKnown = unknown.length <= MOST_UNKNOWN && unknown.every(({ length }) => length)
  const all = isKnown && unknown.length ? Array.from({ length: Math.max(...unknown.map(({ length }) => length)) }, (_, i) => changed(i)) : []
  const there = await Promise.all(all.map(text => kind === "near" || isThere(text)))
  const found = all.filter((_, i) => there[i])
  return found.length || kind === "near" ? found : part(folded, typed, isThere)
}

/**
 * A word as the two that it is made of, where texts have them side by side.
 * @param {Index} index
 * @param {string} word
 * @param {string} typed
 * @param {(text: string) => Promise<boolean>} isThere
 */
async function apart(index, word, typed, isThere) {
  const cuts = Array.from({ length: word.length - 3 }, (_, at) => at + 2)
  const begun = await Promise.all(cuts.map(async at => (await index.look(word.slice(0, at))).plain > 0))
  const all = cuts.filter((_, i) => begun[i]).map(at => `${typed.slice(0, at)} ${typed.slice(at)}`)
  const there = await Promise.all(all.map(isThere))
  return all.filter((_, i) => there[i])
}

/**
 * The longest beginning or end of some words that texts have, two words or more.
 * @param {import("./fold.js").Folded[]} words
 * @param {string} typed
 * @param {(text: string) => Promise<boolean>} isThere
 */
async function part(words, typed, isThere) {
  for (let length = Math.min(MOST_OF_A_PART, words.length) - 1; length > 1; length--) {
    const parts = [0, words.length - length].map(at => typed.slice(words[at].start, words[at + length - 1].end))
    const there = await Promise.all(parts.map(isThere))
    if (there.includes(true)) return parts.filter((_, at) => there[at])
  }
  return []
}

/** @type {Record<string, string>} */
const SPELLED_OUT = { ä: "ae", ö: "oe", ü: "ue", ø: "oe", å: "aa" }

/**
 * A folded word with one letter for two (`Mueller`), and with two for one; with a point for the nasal of Devanagari that
 * stands before a letter of its row, and the other way round; with and without the article of Arabic.
 * @param {string} word
 * @param {string} typed the same as it was typed
 * @param {Fold} fold
 */
function spellings(word, typed, fold) {
  const spelled = fold(typed.normalize("NFC").toLowerCase().replace(/[äöüøå]/g, letter => SPELLED_OUT[letter]))
  const all = [word.replace(/([aou])e|aa/g, (_, vowel = "a") => vowel), ...(spelled.length === 1 ? [spelled[0].word] : [])]
  all.push(word.replace(/ph/g, "f"), word.replace(/f/g, "ph"), word.replace(/[ङञणनम]्/g, "ं"))
  all.push(word.replace(/ं([क-म])/g, (_, letter) => `${"ङञणनमम"[Math.floor((letter.charCodeAt(0) - 0x915) / 5)]}्${letter}`))
  if (/^[ء-ي]/.test(word)) all.push(word.startsWith("ال") ? word.slice(2) : `ال${word}`)
  return all.filter(one => one !== word)
}

/**
 * Words of the archive that are nearly written as one that is not: an error leaves one half of a word as it is. What is
 * written with two letters for one (`Mueller`) or the other way round comes first.
 * @param {Index} index
 * @param {string} word
 * @param {string} typed the same as it was typed
 * @param {Fold} fold
 */
async function similar(index, word, typed, fold) {
  const letters = Array.from(word)
  if (letters.length < 3) return []
  const half = Math.ceil(letters.length / 2)
  const { words } = await beginning(index, letters.slice(0, half).join(""), MOST_FILES)
  const reversed = letters.toReversed()
  /** @type {string[]} */
  const ends = await index.json("ends")
  const end = reversed.slice(0, half).join("")
  const files = [...ends.keys()].filter(file => ends[file] <= `${end}\uffff` && !(ends[file + 1] <= end))
  /** @type {string[][]} */
  const listed = await Promise.all(files.slice(0, MOST_FILES).map(file => index.json(`ends/${file}`)))
  const same = new Set(spellings(word, typed, fold))
  const all = new Set([...same, ...words.map(([one]) => one), ...listed.flat().map(one => Array.from(one).reverse().join(""))])
  const most = letters.length > 5 ? 2 : 1
  all.delete(word)
  const near = [...all].map(one => ({ one, distance: same.has(one) ? 0 : distance(letters, Array.from(one), most) })).filter(({ distance }) => distance <= most)
  near.sort((a, b) => a.distance - b.distance || (a.one < b.one ? -1 : 1))
  const looked = await Promise.all(near.slice(0, 6).map(async ({ one, distance }) => ({ distance, ...(await index.look(one)) })))
  looked.sort((a, b) => a.distance - b.distance || b.plain + b.over - a.plain - a.over || (a.word < b.word ? -1 : 1))
  const known = looked.filter(({ plain, over, names }) => plain || over || names.length).slice(0, 3)
  const forms = await Promise.all(known.map(({ word }) => written(index, [word])))
  return forms.map(([form]) => (/^\p{Lu}/u.test(typed) ? form.charAt(0).toUpperCase() + form.slice(1) : form))
}

/** @typedef {[word: string, { list: import("./lists.js").List }]} Listed */

/**
 * The words of entries, those that stand most often first.
 * @param {Listed[]} entries
 */
const byFrequency = entries =>
  [...entries].sort(([a, { list: one }], [b, { list: other }]) => other.places.length - one.places.length || (a < b ? -1 : 1)).map(([word]) => word)

/**
 * The stem of a folded word by a table of endings, as `stem` in `hooks/sourcebook/search/stems.py` has it.
 * @param {string} word
 * @param {Endings} table
 */
function stem(word, table) {
  for (let length = Math.min(7, word.length - 2); length > 0; length--) {
    const [before, ending] = [word.slice(0, -length), word.slice(-length)]
    const [least, ...letters] = (SHORT.test(before) && table.get(`.${ending}`)) || (table.get(ending) ?? "")
    const left = letters.join("")
    const found = before + left
    if (syllables(found) - syllables(left) >= Number(least)) return found
  }
  return word
}

/** @param {string} word */
const syllables = word => (word.match(SYLLABLE) ?? []).length

/**
 * How many letters are wrong, missing, too many or exchanged with the next; more than `most` where they are more.
 * @param {string[]} one
 * @param {string[]} other
 * @param {number} most
 * @returns {number}
 */
function distance(one, other, most) {
  const at = [...one, ""].findIndex((letter, i) => letter !== other[i]) // what they begin with alike is left out
  const [a, b] = [one.slice(at), other.slice(at)]
  if (!a.length && !b.length) return 0
  if (!most) return 1
  const isSwapped = a.length > 1 && a[0] === b[1] && a[1] === b[0]
  const steps = [[1, 0], [0, 1], [1, 1], ...(isSwapped ? [[2, 2]] : [])]
  return 1 + Math.min(...steps.map(([i, j]) => distance(a.slice(i), b.slice(j), most - 1)))
}
