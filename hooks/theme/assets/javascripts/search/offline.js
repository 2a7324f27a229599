// How the search gets its files in a copy without a server: as scripts that lie beside them (`make offline` writes these).

import { script } from "../frame/load.js"
import { gettext } from "../frame/words.js"

const NEEDS_A_SERVER = gettext("This copy of the site needs a web server to be searched. “make offline” makes one that needs none.")

/** @type {Map<string, Uint8Array<ArrayBuffer>>} */
const come = new Map()

/** The scripts of an offline copy call this with what they hold, in base64. */
window.sourcebookFile = (name, base64) => void come.set(name, Uint8Array.from(atob(base64), sign => sign.charCodeAt(0)))

/**
 * @param {URL} address
 * @param {URL} root
 * @returns {Promise<Uint8Array<ArrayBuffer> | undefined>} nothing, where the script is damaged
 */
export async function bytesByScript(address, root) {
  const name = decodeURIComponent(address.pathname.slice(root.pathname.length))
  try {
    await script(new URL(`${address}.js`))
  } catch (error) {
    const isMadeForThis = document.querySelector('a[href$="index.html"]') // as no link is elsewhere
    throw isMadeForThis ? error : Object.assign(Object(error), { said: NEEDS_A_SERVER })
  }
  const bytes = come.get(name)
  come.delete(name)
  return bytes
}
