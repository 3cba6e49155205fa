/**
 * Makes an element. Keys that start with `on` are listeners, `class` and `aria-*` are attributes, everything else is a property.
 * Children are elements or text.
 */
export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag)
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value)
    else if (key in node) node[key] = value
    else node.setAttribute(key, value)
  }
  node.append(...children)
  return node
}

/** A copy of the template `id`, ready to be filled. */
export function fromTemplate(id) {
  return document.getElementById(id).content.cloneNode(true)
}
