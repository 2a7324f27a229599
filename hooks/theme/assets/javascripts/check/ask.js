// A field for a quotation on another page than the one that checks: what is typed goes there behind the `#`, which a
// browser sends to no server.

/** @type {NodeListOf<HTMLFormElement>} */
const forms = document.querySelectorAll("form[data-ask]")

for (const form of forms) {
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"))
  form.addEventListener("submit", event => {
    event.preventDefault()
    const q = field.value.trim()
    if (q) location.href = `${form.dataset.ask}#${new URLSearchParams({ q })}`
    else field.focus()
  })
}
