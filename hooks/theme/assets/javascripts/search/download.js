// All texts that a search found, as a file: CSV for a spreadsheet, JSON for a program.

import { make } from "../frame/dom.js"

const COLUMNS = ["id", "title", "kind", "author", "publisher", "date", "hits", "url"]

/** @import { Answer, Listed, Search } from "./types.js" */

/** What spreadsheets calculate, at the beginning of a cell or behind what some take for the end of one, as `cells.py` has it. */
const FORMULA = /(?:^|(?<=[;\t\r\n])|(?<=; ))(?='*[=+\-@\t\r\n＝＋－＠﹦﹢﹣﹫])/g

/**
 * A cell that no spreadsheet takes for a formula: what begins like one gets an apostrophe before it.
 * @param {string | number} value
 */
export function cell(value) {
  const text = String(value).replace(FORMULA, "'")
  return /["\r\n,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * How often what was looked for stands in each text: the phrases, or else the words as they were typed.
 * @param {Search} search
 * @param {Answer} answer
 */
function hits({ index }, { wanted }) {
  const rank = Math.min(...wanted.filter(({ ends }) => ends.length).map(one => one.rank), 1)
  const times = new Uint32Array(index.documents)
  for (const one of wanted) if (one.rank === rank) index.eachText(one.ends, row => times[row]++)
  return times
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
  const times = hits(search, answer)
  const rows = order.map(row => {
    const [id] = documents[row]
    return [...documents[row], times[row], new URL(search.documentAddress({ id }), location.href).href]
  })
  const found = { query, texts: rows.map(row => Object.fromEntries(row.map((value, at) => [COLUMNS[at], value]))) }
  const text = format === "json" ? `${JSON.stringify(found, null, 1)}\n` : [COLUMNS, ...rows].map(row => `${row.map(cell).join(",")}\r\n`).join("")
  const href = URL.createObjectURL(new Blob([text], { type: format === "json" ? "application/json" : "text/csv;charset=utf-8" }))
  const link = make("a", { href, download: `search.${format}` })
  link.click()
  setTimeout(() => URL.revokeObjectURL(href), 10_000)
}
