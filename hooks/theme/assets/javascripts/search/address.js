// What the address of the search page says: what is looked for, how it is narrowed and sorted.

const ORDERS = ["date", "newest"] // beside relevance, which is not said

/**
 * @typedef {{q: string, sort: string, from: string, to: string, chosen: Map<string, string[]>}} State
 */

/** @returns {State} */
export function stateOf(search) {
  const query = new URLSearchParams(search)
  const facets = document.querySelector("[data-search-facets]").dataset.searchFacets.split(" ") // as the build has them
  return {
    q: query.get("q") ?? "",
    sort: ORDERS.includes(query.get("sort")) ? query.get("sort") : "relevance",
    from: query.get("from") ?? "",
    to: query.get("to") ?? "",
    chosen: new Map(facets.map(key => [key, query.getAll(key)]).filter(([, values]) => values.length)),
  }
}

/** @param {State} state */
export function addressOf({ q, sort, from, to, chosen }) {
  const query = new URLSearchParams()
  if (q) query.set("q", q)
  for (const [key, values] of chosen) for (const value of values) query.append(key, value)
  if (from) query.set("from", from)
  if (to) query.set("to", to)
  if (sort !== "relevance") query.set("sort", sort)
  const text = query.toString()
  return text ? `?${text}` : location.pathname
}
