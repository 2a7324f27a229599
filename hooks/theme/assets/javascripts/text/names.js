// Every mention of a name as a link, if the reader wants that; it is remembered. Without this file a name is a link where it
// first stands.

import { make } from "../frame/dom.js"
import { keep, kept } from "../frame/kept.js"
import { text } from "./paragraphs.js"

const KEPT = "sourcebook:every-name"

/** @type {HTMLInputElement | null} */
const choice = document.querySelector("[data-every-name]")

/** Make the mentions after the first links, or plain again. */
function show() {
  const isOn = choice?.checked
  /** @type {NodeListOf<HTMLElement> | undefined} */
  const mentions = text?.querySelectorAll(isOn ? "span[data-name]" : "a.is-again")
  for (const mention of mentions ?? []) {
    const { name = "" } = mention.dataset
    const properties = isOn ? { className: "name is-again", href: `${text?.dataset.names}${encodeURI(name)}/` } : {}
    mention.replaceWith(make(isOn ? "a" : "span", { ...properties, "data-name": name }, ...mention.childNodes))
  }
}

if (choice) {
  choice.checked = kept(KEPT) === "1"
  if (choice.checked) show()
  choice.addEventListener("change", () => {
    show()
    keep(KEPT, choice.checked ? "1" : "")
  })
}
