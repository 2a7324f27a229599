// Elements: found, and made.

/**
 * The element that a selector names, of a page that is written with it; an error where it isn't there.
 *
 * @template {Element} [T=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {T}
 */
export function one(selector, within = document) {
  /** @type {T | null} */
  const found = within.querySelector(selector)
  if (!found) throw new Error(`${selector} is missing`)
  return found
}

/**
 * The element around what an event happened to, or nothing.
 *
 * @template {Element} [T=HTMLElement]
 * @param {Event} event
 * @param {string} selector
 * @returns {T | null}
 */
export const around = ({ target }, selector) => (target instanceof Element ? target.closest(selector) : null)

/**
 * An element with its properties, its attributes (those with a hyphen in their name, and what is no property) and what
 * stands in it. What is null, undefined or false is left out.
 *
 * @template {keyof HTMLElementTagNameMap} N
 * @param {N} name
 * @param {Record<string, unknown>} [properties]
 * @param {(Node | string | null | undefined)[]} content
 * @returns {HTMLElementTagNameMap[N]}
 */
export function make(name, properties = {}, ...content) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue
    if (key in element && !key.includes("-")) Object.assign(element, { [key]: value })
    else element.setAttribute(key, value === true ? "" : String(value))
  }
  element.append(...content.filter(part => part !== null && part !== undefined))
  return element
}
