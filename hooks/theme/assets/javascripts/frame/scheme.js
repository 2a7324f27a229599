// Light, dark, or as the system: the choice is kept, and put in place before anything is drawn (partials/scheme.html).

const root = document.documentElement

for (const radio of document.querySelectorAll("[data-schemes] input")) {
  radio.checked = radio.value === (root.dataset.scheme ?? "")
  radio.addEventListener("change", () => {
    root.dataset.scheme = radio.value
    try {
      localStorage.setItem("sourcebook:scheme", radio.value)
    } catch {
      // Then the choice holds for this page.
    }
  })
}
