// The source text of the page, and its paragraphs. Between them stand numbers and notes, which are no text of it.

/** @type {HTMLElement | null} */
export const text = document.querySelector("[data-source-text]")

/**
 * Its paragraphs in order.
 *
 * @returns {ArrayLike<HTMLParagraphElement> & Iterable<HTMLParagraphElement>}
 */
export const paragraphs = () => text?.querySelectorAll("p[id]") ?? []

/**
 * The paragraph that something of the page stands in, or beside.
 *
 * @param {Element} element
 * @returns {HTMLElement | null}
 */
export function paragraphOf(element) {
  return element.closest("p[id]") ?? element.closest(".para")?.querySelector("p[id]") ?? null
}
