// All texts that a search found, as a file: CSV for a spreadsheet, JSON for a program.

import { make } from "../frame/dom.js"

const COLUMNS = ["id", "title", "kind", "author", "publisher", "date", "hits", "url"]

/** @import { Answer, Listed, Search } from "./types.js" */

/** What spreadsheets calculate, at the beginning of a cell or behind what some take for the end of one, as `cells.py` has it. */
const FORMULA = /(?:^|(?<=[;\t\r\n])|(?<=; ))(?='*[=+\-@\t\r\n＝＋－＠﹦﹢﹣﹫])/g

/**
 * A cell that no spreadsheet takes for a formula: what begins like one gets an apostrophe before it.
 * @param {string | number | null} value
 */
export function cell(value) {
  const text = String(value ?? "").replace(FORMULA, "'")
  return /["\r\n,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * How often what was looked for stands in a text: the phrases, else the words as they were typed, else in other forms.
 * Null where that is frequent words alone: nobody has their places.
 * @param {Search} search
 * @param {Answer} answer
 * @returns {(row: number) => number | null}
 */
function hits({ index }, { wanted }) {
  const ranks = [0, 1, 2].map(() => new Uint32Array(index.documents))
  for (const { rank, ends } of wanted) index.eachText(ends, row => ranks[rank][row]++)
  return row => ranks.map(times => times[row]).find(Boolean) ?? null
}

/**
 * Give the reader a file with what was found, in its order.
 * @param {{ search: Search, answer: Answer, order: number[] }} found
 * @param {string} query
 * @param {string} format `csv` or `json`
 */
export async function download({ search, answer, order }, query, format) {
  /** @type {Listed[]} */
  const documents = await search.index.json("documents")
  const timesIn = hits(search, answer)
  const rows = order.map(row => {
    const [id] = documents[row]
    return [...documents[row], timesIn(row), new URL(search.documentAddress({ id }), location.href).href]
  })
  const found = { query, texts: rows.map(row => Object.fromEntries(row.map((value, at) => [COLUMNS[at], value]))) }
  const text = format === "json" ? `${JSON.stringify(found, null, 1)}\n` : [COLUMNS, ...rows].map(row => `${row.map(cell).join(",")}\r\n`).join("")
  const href = URL.createObjectURL(new Blob([text], { type: format === "json" ? "application/json" : "text/csv;charset=utf-8" }))
  make("a", { href, download: `search.${format}` }).click()
  setTimeout(() => URL.revokeObjectURL(href), 10_000)
}
