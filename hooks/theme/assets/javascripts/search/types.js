// What the search's modules hand to each other, as types alone: nothing runs here.

/** @import { Folded } from "./fold.js" */
/** @import { List, Places } from "./lists.js" */
/** @import { Item, Query } from "./query.js" */

/**
 * What a file of the index has of a word: its list, and what it tells of it.
 * @typedef {{ told: string[], list: List }} Entry
 *
 * What is known of a word: its list, its other `forms`, how it is `written`, the numbers of the `names` it is part of, and
 * how often it stands by itself (`plain`) and made of several (`over`).
 * @typedef {{ word: string, list: List, forms: string[], written: string[], names: number[], plain: number, over: number }} Known
 *
 * A set of texts: a 1 for each that is in it.
 * @typedef {Uint8Array} Texts
 *
 * What was found of something looked for: where it stands and in which texts; frequent words that it is, whose places
 * nobody has (`unplaced`); `marked`, where the words stand that are near each other; of words that begin with some letters
 * the numbers of the `names` that they are part of.
 * @typedef {Places & { phrase: string[], texts: Texts, unplaced: string[], marked?: Places, names?: number[] }} Found
 *
 * The same with its rank: 0 for phrases, 1 as typed, 2 in other forms.
 * @typedef {Found & { rank: number }} Wanted
 *
 * An item of a query as it was looked for: `exact` as typed and `loose` in other forms; `nowhere` where no text has it,
 * `instead` then how its other forms are written.
 * @typedef {{ item: Item, exact: Found[], loose: Found[], nowhere: boolean, instead?: string[] }} Looked
 *
 * What a text must have one of, the texts that have it as typed (`exact`), and those that have it in any form.
 * @typedef {{ items: Looked[], isStrict: boolean, exact: Texts, texts: Texts, isNowhere: boolean }} Need
 *
 * A name of the archive, and how many texts name it.
 * @typedef {{ id: string, label: string, texts: number }} Name
 *
 * What was looked up: `levels`, lists of texts, best level first, each ordered by how much of the query a text is about;
 * `wanted`, all that was found, to be shown and marked; `phrase`, whose texts come first, and `having`, how many have it
 * whatever else is asked of them. What is to be said: `nowhere` (items that stand in no text), `instead` (those looked for
 * in other forms), `passed` (words that most texts have), `crowded` (frequent words that were not looked for nearby),
 * `beginnings` (of which not all words were looked for), `partly` (no text has all: these have some), `apart` (each part
 * stands in some text), `names`, and what is nearly written so (`similar`).
 * @typedef {object} Answer
 * @property {Query} query
 * @property {number[][]} levels
 * @property {Wanted[]} wanted
 * @property {Item | null} phrase
 * @property {number} having
 * @property {boolean} partly
 * @property {boolean} apart
 * @property {Item[]} nowhere
 * @property {{ item: Item, forms: string[] }[]} instead
 * @property {Item[]} passed
 * @property {string[]} crowded
 * @property {string[]} beginnings
 * @property {Name[]} names
 * @property {{ item: Item, forms: string[] }[]} similar
 */

/**
 * A paragraph of a text as it was fetched, or the part of it from `offset` on: the how manieth it is (`at`), its anchor,
 * what is shown, and the words of that.
 * @typedef {{ at: number, anchor: string, shown: string, offset: number, words: Word[], isCutAfter: boolean }} Paragraph
 *
 * A folded word: where it stands in what is shown of a paragraph, and its place in the archive.
 * @typedef {Folded & { paragraph: number, place: number }} Word
 *
 * A place in a text: the how manieth paragraph, and how far into it.
 * @typedef {[paragraph: number, offset: number]} Place
 *
 * Words that a text took from others, gave to them, or shares: from one place to another.
 * @typedef {[way: "from" | "to" | "shared", from: Place, to: Place]} SharedWords
 * @typedef {[kind: string, author: string, publisher: string, date: string]} Facts
 *
 * A text, or what was fetched of it.
 * @typedef {{ row: number, id: string, title: string, facts: Facts, language: string, paragraphs: Paragraph[], shared: SharedWords[],
 *     words: Word[], titleWords: Word[] }} Text
 *
 * Words of a text that were found, `[from, to)`.
 * @typedef {{ from: number, to: number, rank: number, name: string }} Stretch
 *
 * A paragraph that is offered, and what was found in it; `names` are of what tells it apart.
 * @typedef {{ at: number, stretches: Stretch[], score: number, names: string[] }} Offered
 *
 * A text as a result; `also`: in how many others its words stand.
 * @typedef {{ row: number, document: Text, inTitle: Stretch[], offered: Offered[], shared: Set<SharedWords[0]>, isPhrase: boolean, also?: number }} Result
 */

/**
 * A facet: a row for each text has the numbers of its values; 0 is “not stated”, which is empty in the address.
 * @typedef {{ key: string, label: string, values: string[], rows: number[][], isOfTime?: boolean }} Facet
 *
 * The days of each text, 0 where it is undated: what it is sorted by, and the first and last that are possible.
 * @typedef {{ sorted: number[], first: number[], last: number[] }} Days
 * @typedef {[id: string, title: string, kind: string, author: string, publisher: string, date: string]} Listed
 */

/** @typedef {Awaited<ReturnType<typeof import("./results.js").open>>} Search */
