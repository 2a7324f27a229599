// Brings a script that no page has from the start. What `import("…")` says in a module comes here (tests/tools/bundles.mjs);
// the scripts and their files are named by what the build writes (hooks/sourcebook/publish/assets.py).

const folder = new URL("./", /** @type {HTMLScriptElement} */ (document.currentScript).src)

const PATIENCE = 60_000 // milliseconds that a server may take for a file

/** @type {Map<string, Promise<void>>} */
const asked = new Map()

/** A module of the theme, run; if it could not be had, the next call asks again. */
sourcebook.load = async name => {
  const address = new URL(sourcebook.bundles[name], folder)
  if (!(name in sourcebook)) {
    if (!asked.has(name)) asked.set(name, script(address).finally(() => asked.delete(name)))
    await asked.get(name)
  }
  if (name in sourcebook) return sourcebook[name]
  // A host gave a page for a script that it hasn't got.
  throw Object.assign(new Error(`${address} is no script`), { isChanged: true })
}

/**
 * Run a script.
 *
 * @param {URL} address
 * @returns {Promise<void>}
 */
export function script({ href }) {
  return new Promise((resolve, reject) => {
    const element = document.createElement("script")
    const fail = async () => {
      element.remove()
      reject(Object.assign(new Error(`${href} could not be had`), (await isGone(href)) ? { isChanged: true } : { isLost: true }))
    }
    const late = setTimeout(fail, PATIENCE)
    element.src = href
    element.addEventListener("load", () => resolve(clearTimeout(late)))
    element.addEventListener("error", fail)
    document.head.append(element)
  })
}

/**
 * Whether a server has a script no more, as after the archive was published anew with other scripts.
 *
 * @param {string} href
 */
const isGone = async href =>
  location.protocol !== "file:" && fetch(href, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) }).then(
    ({ status, headers }) => [404, 410].includes(status) || headers.get("content-type")?.startsWith("text/html"),
    () => false,
  )
