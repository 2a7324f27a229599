// Brings a bundle that no page has from the start. What `await import("…")` says in a module comes here (see
// hooks/sourcebook/publish/assets.py); the bundles and their files are named by what the build writes.

const folder = new URL("./", document.currentScript.src)
const asked = new Map()

/** A module of the theme, run; if it could not be had, the next call asks again. */
export async function load(name) {
  if (!(name in sourcebook)) await script(new URL(sourcebook.bundles[name], folder))
  return sourcebook[name]
}

/** Run a script, once. */
export function script(address) {
  const { href } = new URL(address)
  if (!asked.has(href)) asked.set(href, run(href))
  return asked.get(href)
}

function run(href) {
  return new Promise((resolve, reject) => {
    const element = document.createElement("script")
    element.src = href
    element.addEventListener("load", () => resolve())
    element.addEventListener("error", () => {
      element.remove()
      asked.delete(href)
      reject(new Error(`${href} could not be had`))
    })
    document.head.append(element)
  })
}
