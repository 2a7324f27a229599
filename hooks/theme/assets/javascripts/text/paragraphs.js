// The source text of the page, and its paragraphs. Between them stand numbers and notes, which are no text of it.

export const text = document.querySelector("[data-source-text]")

/** Its paragraphs in order. */
export const paragraphs = () => text?.querySelectorAll("p[id]") ?? []

/** The paragraph that something of the page stands in, or beside. */
export function paragraphOf(element) {
  return element.closest("p[id]") ?? element.closest(".para")?.querySelector("p[id]") ?? null
}
