/** Puts an element that belongs to no slot at the end of the page. Returns how to take it away. */
export function place(tag: string): () => void {
  const element = document.createElement(tag)
  ;(document.body ?? document.documentElement).append(element)
  return () => element.remove()
}
