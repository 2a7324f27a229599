// Brings a script that no page has from the start. What `import("…")` says in a module comes here (tests/tools/bundles.mjs);
// the scripts and their files are named by what the build writes (hooks/sourcebook/publish/assets.py).

const folder = new URL("./", /** @type {HTMLScriptElement} */ (document.currentScript).src)

/** @type {Map<string, Promise<void>>} */
const asked = new Map()

/** A module of the theme, run; if it could not be had, the next call asks again. */
sourcebook.load = async name => {
  const address = new URL(sourcebook.bundles[name], folder)
  if (!(name in sourcebook)) await script(address)
  if (name in sourcebook) return sourcebook[name]
  asked.delete(address.href) // a host gave a page for a script that it hasn't got
  throw Object.assign(new Error(`${address} is no script`), { isChanged: true })
}

/**
 * Run a script, once.
 *
 * @param {URL} address
 */
export function script({ href }) {
  let run = asked.get(href)
  if (!run) {
    run = begin(href)
    asked.set(href, run)
  }
  return run
}

/**
 * @param {string} href
 * @returns {Promise<void>}
 */
function begin(href) {
  return new Promise((resolve, reject) => {
    const element = document.createElement("script")
    element.src = href
    element.addEventListener("load", () => resolve())
    element.addEventListener("error", async () => {
      element.remove()
      asked.delete(href)
      reject(Object.assign(new Error(`${href} could not be had`), (await isGone(href)) ? { isChanged: true } : { isLost: true }))
    })
    document.head.append(element)
  })
}

/**
 * Whether a server has a script no more, as after the archive was published anew with other scripts.
 *
 * @param {string} href
 */
const isGone = async href =>
  location.protocol !== "file:" && fetch(href, { method: "HEAD", cache: "no-store" }).then(
    ({ status, headers }) => [404, 410].includes(status) || headers.get("content-type")?.startsWith("text/html"),
    () => false,
  )
