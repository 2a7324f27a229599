// Light, dark, or as the system: the choice is kept, and put in place before anything is drawn (partials/scheme.html).

import { keep } from "./kept.js"

const root = document.documentElement

/** @type {NodeListOf<HTMLInputElement>} */
const radios = document.querySelectorAll("[data-schemes] input")

for (const radio of radios) {
  radio.checked = radio.value === (root.dataset.scheme ?? "")
  radio.addEventListener("change", () => {
    root.dataset.scheme = radio.value
    keep("sourcebook:scheme", radio.value)
  })
}
