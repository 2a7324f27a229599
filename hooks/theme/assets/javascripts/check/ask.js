// A field for a quotation on another page than the one that checks: what is typed goes there behind the `#`, which a
// browser sends to no server.

for (const form of document.querySelectorAll("form[data-ask]")) {
  form.addEventListener("submit", event => {
    event.preventDefault()
    const q = form.elements.q.value.trim()
    if (q) location.href = `${form.dataset.ask}#${new URLSearchParams({ q })}`
    else form.elements.q.focus()
  })
}
