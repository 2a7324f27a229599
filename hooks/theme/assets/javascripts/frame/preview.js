// Previews: a link to a document, a passage or a name shows what is there, taken from that page itself. Only where a mouse
// points or the keyboard's focus rests; never on touch. Esc takes it away, and nothing in it can be tabbed to. It does not
// move. Without this file, or without a network, links are links.

import { around, make } from "./dom.js"

const DELAY = { mouse: 400, keyboard: 900 } // milliseconds that one rests on a link
const LEAVING = 200 // in which one may move from the link to what it shows
const LARGEST = 400_000 // bytes of a page that is fetched for this
const LONGEST = 320 // characters of what is shown
const SHOWN = /\/(documents\/[^/]+|passages\/[0-9a-f]{12}|names\/[^/]+)\/$/
const PASSED_OVER = "nav, .bar, .pager, .documents, [data-source-text] .n, [data-no-preview]"

/** @type {Map<string, Promise<Document | null>>} */
const pages = new Map()
const card = make("div", { className: "preview", id: "preview", role: "tooltip", hidden: true })

let timer = 0
/** @type {HTMLAnchorElement | null} */
let link = null

/**
 * The link under an event that may be previewed, or nothing.
 *
 * @param {Event} event
 */
function previewed(event) {
  /** @type {HTMLAnchorElement | null} */
  const found = around(event, "#content a[href]")
  if (!found || found.origin !== location.origin || !SHOWN.test(found.pathname) || found.closest(PASSED_OVER)) return null
  return found.pathname === location.pathname ? null : found
}

/**
 * A page as a document; nothing if it can't be had, or is too large.
 *
 * @param {string} address
 */
async function pageOf(address) {
  const page = pages.get(address) ?? fetched(address).catch(() => null)
  pages.set(address, page)
  return page
}

/** @param {string} address */
async function fetched(address) {
  const answer = await fetch(address)
  if (!answer.ok || Number(answer.headers.get("content-length") ?? 0) > LARGEST) return null
  return new DOMParser().parseFromString(await answer.text(), "text/html")
}

/** @param {Element | null} [node] */
const plain = node => node?.textContent?.replace(/\s+/g, " ").trim() ?? ""
/** @param {string} words */
const clipped = words => (words.length > LONGEST ? `${words.slice(0, LONGEST - 20).replace(/\s+\S*$/, "")}…` : words)

/**
 * What a page has at an address: who it is, the words there, and a line of facts.
 *
 * @param {Document} page
 * @param {string} hash
 */
function excerpt(page, hash) {
  const article = page.querySelector("#content")
  if (!article) return null
  const id = decodeURIComponent(hash.slice(1))
  const words = article.querySelector(".passage blockquote") ?? paragraphAt(page, id)
  const title = article.querySelector(".passage") ? plain(article.querySelector(".passage figcaption")) : plain(article.querySelector("h1"))
  const line = plain(article.querySelector(".sum, .kicker"))
  return { title, words: clipped(text(words)), line: words?.closest(".passage") ? plain(article.querySelector(".kicker")) : line }
}

/**
 * The paragraph of a source text that an anchor leads to.
 *
 * @param {Document} page
 * @param {string} id
 */
function paragraphAt(page, id) {
  const target = id ? page.getElementById(id) : null
  return target?.closest("[data-source-text] p[id]") ?? null
}

/**
 * The words of a text, its numbers and notes left out.
 *
 * @param {Element | null} node
 */
function text(node) {
  if (!node) return ""
  const copy = /** @type {Element} */ (node.cloneNode(true))
  for (const note of copy.querySelectorAll("[data-note], .hidden, .joint")) note.remove()
  return plain(copy)
}

/** @param {HTMLAnchorElement} target */
async function show(target) {
  const page = await pageOf(target.pathname)
  const found = page && target === link && excerpt(page, target.hash)
  if (!found || !found.title) return
  const { title, words, line } = found
  card.replaceChildren(make("b", { dir: "auto" }, title))
  if (words) card.append(make("q", { dir: "auto" }, words))
  if (line) card.append(make("small", { dir: "auto" }, line))
  if (!card.isConnected) document.querySelector("#content")?.append(card)
  card.hidden = false
  target.setAttribute("aria-describedby", "preview")
  place(target)
}

/**
 * Below the link, or above it where there is more room; within the screen.
 *
 * @param {HTMLAnchorElement} target
 */
function place(target) {
  const [rect] = target.getClientRects()
  if (!rect) return
  const { offsetWidth: width, offsetHeight: height } = card
  const isAbove = rect.bottom + height + 12 > innerHeight && rect.top > height + 12
  card.style.setProperty("left", `${Math.max(8, Math.min(rect.left, document.documentElement.clientWidth - width - 8))}px`)
  card.style.setProperty("top", `${isAbove ? rect.top - height - 6 : rect.bottom + 6}px`)
}

function hide() {
  clearTimeout(timer)
  link?.removeAttribute("aria-describedby")
  link = null
  card.hidden = true
}

/**
 * @param {HTMLAnchorElement} target
 * @param {number} delay
 */
function rest(target, delay) {
  if (target === link) return clearTimeout(timer)
  hide()
  link = target
  timer = setTimeout(() => show(target), delay)
}

addEventListener("pointerover", event => {
  if (event.pointerType !== "mouse") return
  if (event.target instanceof Node && card.contains(event.target)) return clearTimeout(timer)
  const target = previewed(event)
  if (target) rest(target, DELAY.mouse)
})
addEventListener("pointerout", event => {
  if (event.pointerType !== "mouse" || !link) return
  const to = event.relatedTarget
  if (to instanceof Node && (link.contains(to) || card.contains(to))) return
  clearTimeout(timer)
  timer = setTimeout(hide, LEAVING)
})
addEventListener("focusin", event => {
  const target = event.target instanceof Element && event.target.matches(":focus-visible") ? previewed(event) : null
  if (target) rest(target, DELAY.keyboard)
  else hide()
})
addEventListener("focusout", hide)
addEventListener("keydown", event => event.key === "Escape" && hide())
addEventListener("scroll", () => !card.hidden && hide(), { passive: true })
addEventListener("click", hide)
