// Every mention of a name as a link, if the reader wants that; it is remembered. Without this file a name is a link where it
// first stands.

import { text } from "./paragraphs.js"

const KEPT = "sourcebook:every-name"
const choice = document.querySelector("[data-every-name]")

function replace(old, name, properties) {
  const made = Object.assign(document.createElement(name), properties)
  made.dataset.name = old.dataset.name
  made.append(...old.childNodes)
  old.replaceWith(made)
}

/** Make the mentions after the first links, or plain again. */
function show(isOn) {
  for (const mention of text.querySelectorAll(isOn ? "span[data-name]" : "a.is-again")) {
    const href = `${text.dataset.names}${encodeURI(mention.dataset.name)}/`
    if (isOn) replace(mention, "a", { className: "name is-again", href })
    else replace(mention, "span", {})
  }
}

if (choice && text) {
  try {
    choice.checked = localStorage.getItem(KEPT) === "1"
  } catch {
    // A browser may keep nothing for a page.
  }
  if (choice.checked) show(true)
  choice.addEventListener("change", () => {
    show(choice.checked)
    try {
      localStorage.setItem(KEPT, choice.checked ? "1" : "")
    } catch {
      // Then the choice holds for this page.
    }
  })
}
