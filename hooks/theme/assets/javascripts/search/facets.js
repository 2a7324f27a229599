// The facets beside the results: what each value counts under the query at hand, and what passes the values chosen. The
// columns have a row for each document.

import { make } from "../frame/dom.js"
import { gettext, ngettext, number } from "../frame/words.js"

/** @typedef {import("./types.js").Facet} Facet */
/** @typedef {(row: number) => boolean} Passes */
/** @typedef {Map<Facet, Passes>} Passing for each facet, whether a row passes it */

const VALUES = 8 // of a facet, shown before the rest

/**
 * The facets of an archive.
 * @param {import("./index.js").Index} index
 * @returns {Promise<Facet[]>}
 */
const facetsOf = index =>
  index.file("columns", async () => {
    const { facets, numbers } = await index.json("facets")
    let at = facets.length * index.documents
    return facets.map((/** @type {Facet} */ facet, /** @type {number} */ i) => {
      const counts = numbers.slice(i * index.documents, (i + 1) * index.documents)
      return { ...facet, values: ["", ...facet.values], rows: counts.map((/** @type {number} */ count) => numbers.slice(at, (at += count))) }
    })
  })

/**
 * Whether a row has one of the values chosen of a facet; all have, where none is chosen.
 * @param {Facet} facet
 * @param {string[]} [chosen]
 * @returns {Passes}
 */
function passing(facet, chosen) {
  const numbers = chosen && new Set(chosen.map(value => facet.values.indexOf(value)))
  return row => !numbers || facet.rows[row].some(at => numbers.has(at))
}

/**
 * How many of `rows` have each value, among those that the other facets let pass, and how many these are.
 * @param {Facet} facet
 * @param {number[]} rows
 * @param {Passing} passes
 */
function counts(facet, rows, passes) {
  const others = [...passes].filter(([other]) => other !== facet).map(([, passes]) => passes)
  const passed = rows.filter(row => others.every(passes => passes(row)))
  /** @type {Map<number, number>} */
  const found = new Map()
  for (const row of passed) for (const at of facet.rows[row]) found.set(at, (found.get(at) ?? 0) + 1)
  return { found, total: passed.length }
}

/**
 * Of the rows that were found, those that pass the values chosen (`kept`), and what shows the facets beside them.
 * @param {import("./index.js").Index} index
 * @param {number[]} rows
 * @param {Map<string, string[]>} chosen
 */
export async function narrowed(index, rows, chosen) {
  const facets = await facetsOf(index)
  const passes = new Map(facets.map(facet => [facet, passing(facet, chosen.get(facet.key))]))
  const kept = rows.filter(row => [...passes.values()].every(passes => passes(row)))
  return { kept, fill: (/** @type {HTMLElement} */ holder) => fill(holder, { facets, rows, passes, chosen }) }
}

/**
 * Show the facets of `rows` in `holder`.
 * @param {HTMLElement} holder
 * @param {{ facets: Facet[], rows: number[], passes: Passing, chosen: Map<string, string[]> }} found
 */
function fill(holder, { facets, rows, passes, chosen }) {
  const { activeElement: active } = document
  const had = active instanceof HTMLInputElement && holder.contains(active) ? active : null
  const opened = new Set([...holder.querySelectorAll("details[open]")].map(({ parentElement }) => parentElement?.dataset.facet))
  holder.replaceChildren(...facets.flatMap(facet => group(facet, rows, passes, chosen.get(facet.key) ?? [], opened.has(facet.key)) ?? []))
  ;[...holder.querySelectorAll("input")].find(box => box.name === had?.name && box.value === had.value)?.focus()
}

/**
 * @param {Facet} facet
 * @param {number[]} rows
 * @param {Passing} passes
 * @param {string[]} chosen values
 * @param {boolean} isOpen whether all of its values were shown
 */
function group(facet, rows, passes, chosen, isOpen) {
  const { found, total } = counts(facet, rows, passes)
  const all = [...found].map(([at, n]) => ({ at, n, value: facet.values[at] }))
  // A value that is chosen is shown, be it of no text, or none that the archive has: else it could not be given up.
  for (const value of chosen) if (!all.some(one => one.value === value)) all.push({ at: facet.values.indexOf(value), n: 0, value })
  const entries = all.filter(({ n, value }) => n < total || chosen.includes(value)) // what all have tells nothing apart
  if (!entries.length) return null
  entries.sort((a, b) => Number(!a.at) - Number(!b.at) || (facet.isOfTime ? b.at - a.at : b.n - a.n || a.at - b.at))
  const boxes = entries.map(one => box(facet, one, chosen.includes(one.value)))
  const rest = boxes.slice(VALUES)
  const open = isOpen || entries.slice(VALUES).some(({ value }) => chosen.includes(value))
  const more = rest.length ? make("details", { open }, make("summary", {}, ngettext("{n} more", "{n} more", rest.length)), ...rest) : null
  return make("fieldset", { "data-facet": facet.key }, make("legend", {}, facet.label), ...boxes.slice(0, VALUES), more)
}

/**
 * @param {Facet} facet
 * @param {{ n: number, value: string }} entry
 * @param {boolean} checked
 */
function box(facet, { n, value }, checked) {
  const input = make("input", { type: "checkbox", name: facet.key, checked })
  input.value = value
  const none = facet.isOfTime ? gettext("no single year") : gettext("not stated")
  const label = value ? make("span", { dir: "auto" }, value) : make("span", { className: "none" }, none)
  return make("label", { "data-value": value }, input, label, make("span", {}, number.format(n)))
}
