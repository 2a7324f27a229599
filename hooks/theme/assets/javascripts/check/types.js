// What the modules that check a quotation hand to each other, as types alone: nothing runs here.

/** @typedef {import("../search/fold.js").Folded} Folded */
/** @typedef {import("../search/types.js").Text} Text */

/**
 * Words in a row, `[from, to)`.
 * @typedef {[from: number, to: number]} Span
 *
 * A step of a sentence laid beside a text: what is the same, other, or left out at a gap; the stretches that it covers,
 * `mine` of the sentence and `theirs` of the text; null where empty.
 * @typedef {{ kind: "same", mine: Span, theirs: Span }} Same
 * @typedef {{ kind: "other", mine: Span | null, theirs: Span | null }} Other
 * @typedef {{ kind: "left out", mine: null, theirs: Span }} LeftOut
 * @typedef {Same | Other | LeftOut} Step
 *
 * The stretch of a text that is nearest to a sentence: how many words match, where it is, and the steps.
 * @typedef {{ same: number, from: number, to: number, steps: Step[] }} Aligned
 *
 * What was fetched of a text, with its words as the sentence has them (`apart`).
 * @typedef {Text & { apart: Text["words"] }} Apart
 *
 * A passage of `document`, its words `apart[from]` to before `apart[to]`, laid beside a sentence: how many words it is long
 * and, as readers count, how many the sentence has, how many are the same, and how many others the text has.
 * @typedef {Aligned & { document: Apart, length: number, counted: { all: number, same: number, others: number },
 *     isLetterForLetter: boolean }} Passage
 *
 * Where in a text to look.
 * @typedef {{ row: number, places: Span[] }} Candidate
 *
 * The passages nearest to a sentence, the nearest first, with the words that they are compared with. `exact` says in how
 * many texts it stands word for word, in more than that where `isMore`; `compared` how many texts were looked through,
 * where there are others that may be near, else 0; `hasGaps` that the sentence leaves words out.
 * @typedef {{ words: Folded[], passages: Passage[], exact: number, isMore: boolean, hasGaps: boolean, compared: number }} Nearest
 */
