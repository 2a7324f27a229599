// The facets beside the results: what each value counts under the query at hand, and what passes the values chosen. The
// table has for each document its row, the same in every column.

import "./view.js"

;(() => {
  const { make, count, number } = window.sourcebook.view
  const VALUES = 8 // of a facet, shown before the rest

  /** The numbers of a document's values; 0 is “not stated”, whose value in the address is empty. */
  const valuesOf = (facet, row) => [facet.rows[row]].flat()
  const valueAt = (facet, at) => (at ? (facet.values[at - 1] ?? at) : "")

  /** For each facet, whether a row has one of the values chosen; all have, where none is chosen. */
  function passing(facets, chosen) {
    return new Map(facets.map(facet => {
      const values = chosen.get(facet.key)
      if (!values) return [facet, () => true]
      const numbers = new Set(values.map(value => (value === "" ? 0 : facet.values.indexOf(value) + 1 || -1)))
      return [facet, row => valuesOf(facet, row).some(at => numbers.has(at))]
    }))
  }

  /** How many of `rows` have each value, among those that the other facets let pass, and how many these are. */
  function counts(facet, rows, passes) {
    const others = [...passes].filter(([other]) => other !== facet).map(([, passes]) => passes)
    const passed = rows.filter(row => others.every(passes => passes(row)))
    const found = new Map()
    for (const row of passed) for (const at of valuesOf(facet, row)) found.set(at, (found.get(at) ?? 0) + 1)
    return { found, total: passed.length }
  }

  /** Show the facets of `rows` in `holder`. */
  function fill(holder, { facets, rows, passes, chosen }) {
    const { name, value } = holder.contains(document.activeElement) ? document.activeElement : {}
    const opened = new Set([...holder.querySelectorAll("details[open]")].map(({ parentElement }) => parentElement.dataset.facet))
    holder.replaceChildren(...facets.map(facet => group(facet, rows, passes, chosen.get(facet.key) ?? [], opened)).filter(Boolean))
    holder.parentElement.hidden = !holder.childElementCount
    ;[...holder.querySelectorAll("input")].find(box => box.name === name && box.value === value)?.focus()
  }

  function group(facet, rows, passes, chosen, opened) {
    const { found, total } = counts(facet, rows, passes)
    // A value that is chosen is shown, be it of no text, or none that the archive has: else it could not be given up.
    for (const value of chosen) {
      const at = value === "" ? 0 : facet.values.indexOf(value) + 1 || value
      if (!found.has(at)) found.set(at, 0)
    }
    const all = [...found].map(([at, n]) => ({ at, n, value: valueAt(facet, at) }))
    const entries = all.filter(({ n, value }) => n < total || chosen.includes(value)) // what all have tells nothing apart
    if (!entries.length) return null
    entries.sort((a, b) => !a.at - !b.at || (facet.key === "year" ? b.at - a.at : b.n - a.n || a.at - b.at))
    const boxes = entries.map(one => box(facet.key, one, chosen.includes(one.value)))
    const rest = boxes.slice(VALUES)
    const open = opened.has(facet.key) || entries.slice(VALUES).some(({ value }) => chosen.includes(value))
    return make(
      "fieldset",
      { "data-facet": facet.key },
      make("legend", {}, facet.label),
      ...boxes.slice(0, VALUES),
      rest.length ? make("details", { open }, make("summary", {}, count(rest.length, "more", "more")), ...rest) : null,
    )
  }

  function box(name, { n, value }, checked) {
    const input = make("input", { type: "checkbox", name, checked })
    input.value = value
    const label = value ? make("span", { dir: "auto" }, value) : make("span", { className: "sb-absent" }, "not stated")
    return make("label", { "data-value": value }, input, label, make("span", { className: "sb-facet__count" }, number.format(n)))
  }

  window.sourcebook = Object.assign(window.sourcebook, { facets: { passing, fill } })
})()
