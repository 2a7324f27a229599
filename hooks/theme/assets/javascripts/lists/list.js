// Previous and next within the list one came from. A list (`data-list`: what it is called) is kept for this tab when a
// reader follows a link in it to a document; there the links at the page's foot lead on in that list. Whoever comes by
// another way, and without this file, goes through the catalogue. Addresses stay as they are.

import { around, make } from "../frame/dom.js"
import { gettext } from "../frame/words.js"

/** @typedef {{ href: string, title: string }} Item */
/** @typedef {{ label: string, href: string, items: Item[], before?: string, after?: string }} List */

const KEPT = "sourcebook:list"
const here = location.origin + location.pathname

/**
 * The page an address leads to, without what leads to a place in it.
 *
 * @param {string} href
 */
const pageOf = href => href.split(/[?#]/, 1)[0]

/**
 * Keep a list, or none where it is null; the list that is kept. Storage may be closed to us: then there is none.
 *
 * @param {List | null} [value]
 * @returns {List | null}
 */
function kept(value) {
  try {
    if (value === null) sessionStorage.removeItem(KEPT)
    else if (value !== undefined) sessionStorage.setItem(KEPT, JSON.stringify(value))
    return JSON.parse(sessionStorage.getItem(KEPT) ?? "null")
  } catch {
    return null
  }
}

/**
 * The documents of a list on this page; nothing where none of them is `target`.
 *
 * @param {HTMLElement} element
 * @param {string} target
 * @returns {List | null}
 */
function listOf(element, target) {
  /** @type {Item[]} */
  const items = []
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = element.querySelectorAll("a[href]")
  for (const link of links) {
    const href = pageOf(link.href)
    if (!/\/documents\/[^/]+\/$/.test(href) || link.closest("[data-in-list]") || items.some(item => item.href === href)) continue
    items.push({ href, title: link.textContent.trim() })
  }
  if (!items.some(item => item.href === target)) return null
  const resolved = (/** @type {string | undefined} */ address) => address && new URL(address, location.href).href
  const { list = gettext("Search results"), listBefore, listAfter } = element.dataset
  return { label: list, href: location.href.split("#", 1)[0], items, before: resolved(listBefore), after: resolved(listAfter) }
}

/** @param {MouseEvent} event */
function follow(event) {
  /** @type {HTMLAnchorElement | null} */
  const link = around(event, "a[href]")
  if (!link || link.origin !== location.origin || pageOf(link.href) === here || link.closest(".pager")) return
  /** @type {HTMLElement | null} */
  const element = link.closest("[data-list], [data-search-results]")
  kept(element ? listOf(element, pageOf(link.href)) : null)
}

/**
 * @param {"prev" | "next"} rel
 * @param {Item} item
 * @param {string} words
 */
function entry(rel, item, words) {
  const properties = { className: `pager__${rel === "prev" ? "previous" : "next"}`, rel, href: item.href }
  return make("a", properties, make("small", {}, words), " ", make("span", { dir: "auto" }, item.title))
}

function lead() {
  const list = kept(), at = list?.items?.findIndex(item => item.href === here) ?? -1
  const content = document.querySelector("main")
  if (!list || at < 0 || !content) return
  const turn = (/** @type {Item | undefined} */ item, /** @type {string | undefined} */ page) =>
    item ?? (page ? { href: page, title: gettext("The list goes on") } : null)
  const before = turn(list.items[at - 1], list.before), after = turn(list.items[at + 1], list.after)
  const { label, href } = list
  const pager = make(
    "nav",
    { className: "pager pager--list", "aria-label": gettext("Before and after this page in: {list}", { list: label }) },
    make("a", { className: "pager__list", href }, gettext("Back to the list: {list}", { list: label })),
    before && entry("prev", before, gettext("Previous in: {list}", { list: label })),
    after && entry("next", after, gettext("Next in: {list}", { list: label })),
  )
  const old = content.querySelector(".pager")
  if (old) old.replaceWith(pager)
  else content.append(pager)
}

addEventListener("click", follow)
addEventListener("auxclick", follow)
lead()
