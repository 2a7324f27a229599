// What the address of the search page says: what is looked for, how it is narrowed and sorted.

import { one } from "../frame/dom.js"

const ORDERS = ["date", "newest"] // beside relevance, which is not said

/**
 * @typedef {{q: string, sort: string, from: string, to: string, chosen: Map<string, string[]>}} State
 */

/**
 * @param {string} search the query of an address
 * @returns {State}
 */
export function stateOf(search) {
  const query = new URLSearchParams(search)
  const facets = one("[data-search-facets]").dataset.searchFacets?.split(" ") ?? [] // as the build has them
  const sort = query.get("sort") ?? ""
  return {
    q: query.get("q") ?? "",
    sort: ORDERS.includes(sort) ? sort : "relevance",
    from: query.get("from") ?? "",
    to: query.get("to") ?? "",
    chosen: new Map(facets.filter(key => query.has(key)).map(key => [key, query.getAll(key)])),
  }
}

/** @param {State} state */
export function addressOf({ q, sort, from, to, chosen }) {
  const query = new URLSearchParams()
  if (q) query.set("q", q)
  for (const [key, values] of chosen) for (const value of values) query.append(key, value)
  for (const [key, value] of Object.entries({ from, to, sort })) if (value && value !== "relevance") query.set(key, value)
  const text = query.toString()
  return text ? `?${text}` : location.pathname
}
