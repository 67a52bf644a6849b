// Small helpers for making and finding elements. Text is always set as text, never as markup.

/**
 * The element with an id that index.html is known to hold.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`index.html has no #${id}`);
  return element;
}

/**
 * A new element with properties, attributes (names with a dash, and role) and children.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, any>} [properties]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes('-') || name === 'role' || name === 'for') element.setAttribute(name, String(value));
    else Object.assign(element, { [name]: value });
  }
  element.append(...children);
  return element;
}

/**
 * Sets what is not so already: a browser works out anew even what is set to what it was, many times a second while a
 * slider moves.
 * @template {HTMLElement} E
 * @param {E} element
 * @param {Partial<E>} properties
 */
export function put(element, properties) {
  for (const name of /** @type {Array<keyof E>} */ (Object.keys(properties))) {
    const value = properties[name];
    if (value !== undefined && element[name] !== value) element[name] = value;
  }
}

/**
 * A drawing from one path.
 * @param {string} path
 * @param {string} [className]
 * @param {string} [viewBox]
 */
export function icon(path, className = '', viewBox = '0 0 20 20') {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', viewBox);
  svg.setAttribute('aria-hidden', 'true');
  if (className) svg.setAttribute('class', className);
  const shape = document.createElementNS(space, 'path');
  shape.setAttribute('d', path);
  svg.append(shape);
  return svg;
}

/** The hexagon that means: this scenario. */
export const HEXAGON = 'M10 1l7.8 4.5v9L10 19l-7.8-4.5v-9z';
