// Words in the language of the page. English is what the code says; another language's words stand in `sourcebook.words`,
// which the build writes into this bundle from the catalogue (see hooks/sourcebook/wording.py). Nothing else lists them.

const { language = "en", messages = {} } = sourcebook.words ?? {}

/** @typedef {string | number | Node | (Node | string)[]} Value */

const CATEGORIES = ["zero", "one", "two", "few", "many", "other"]
const plurals = new Intl.PluralRules(language)
const own = CATEGORIES.filter(category => plurals.resolvedOptions().pluralCategories.some(one => one === category))

export const number = new Intl.NumberFormat(language, { numberingSystem: "latn" })
export const either = new Intl.ListFormat(language === "en" ? "en-GB" : language, { type: "disjunction" })

/**
 * A message in words of the language, with values in the places that it names: `{title}`.
 *
 * @param {string} message
 * @param {Record<string, string | number>} [values]
 */
export const gettext = (message, values = {}) => filled(String(messages[message] ?? message), values)

/**
 * A message about so many things; `{n}` in it is the number in figures.
 *
 * @param {string} one
 * @param {string} many
 * @param {number} n
 * @param {Record<string, string | number>} [values]
 */
export const ngettext = (one, many, n, values = {}) => filled(formOf(one, many, n), { n: number.format(n), ...values })

/**
 * A message as what an element holds: nodes stand in the places that it names.
 *
 * @param {string} message
 * @param {Record<string, Value>} values
 * @returns {(Node | string)[]}
 */
export const parts = (message, values) => pieces(String(messages[message] ?? message), values).flatMap(piece => (typeof piece === "number" ? String(piece) : piece))

/**
 * @param {string} one
 * @param {string} many
 * @param {number} n
 */
function formOf(one, many, n) {
  const forms = messages[one]
  if (!Array.isArray(forms)) return n === 1 ? one : many
  return forms[Math.min(own.indexOf(plurals.select(n)), forms.length - 1)]
}

/**
 * @param {string} words
 * @param {Record<string, string | number>} values
 */
const filled = (words, values) => pieces(words, values).join("")

/**
 * @template T
 * @param {string} words
 * @param {Record<string, T>} values
 * @returns {(T | string)[]}
 */
const pieces = (words, values) => words.split(/\{(\w+)\}/).map((piece, at) => (at % 2 ? values[piece] : piece)).filter(piece => piece !== "")

/**
 * Words in quotation marks.
 *
 * @param {string} words
 */
export const quoted = words => gettext("“{words}”", { words })

/** What stands between two words of a list. */
export const comma = gettext(", ")

const SPELLED = [
  gettext("two"), gettext("three"), gettext("four"), gettext("five"), gettext("six"), gettext("seven"), gettext("eight"),
  gettext("nine"), gettext("ten"), gettext("eleven"), gettext("twelve"),
]

/** @param {number} n as a sentence has it: in letters to twelve, in figures from there on */
export const spelled = n => SPELLED[n - 2] ?? number.format(n)
