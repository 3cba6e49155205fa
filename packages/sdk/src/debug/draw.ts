/** What may stand in an element; what is false or undefined is left out. */
export type Content = Node | string | false | undefined | readonly Content[]

/** Attributes and listeners (`onclick`) of an element; `false` and undefined leave an attribute out. */
export type Props = Readonly<Record<string, string | boolean | undefined | ((event: never) => void)>>

/** Makes an element. Text is text: nothing here reads markup, so a page that requires trusted types has nothing to refuse. */
export function draw<K extends keyof HTMLElementTagNameMap>(tag: K, props: Props = {}, ...content: Content[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value as EventListener)
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value)
  }
  element.append(...flat(content))
  return element
}

function flat(content: readonly Content[]): (Node | string)[] {
  return content.flatMap((one) => {
    if (one === false || one === undefined) return []
    return one instanceof Node || typeof one === 'string' ? [one] : flat(one)
  })
}

/** Puts `content` in place of what is there, and keeps what was unfolded (`data-key`), where one had scrolled and what had the focus. */
export function redraw(body: HTMLElement, ...content: Content[]): void {
  const root = body.getRootNode() as ShadowRoot
  const focused = body.contains(root.activeElement) ? root.activeElement?.getAttribute('data-key') : undefined
  const before = new Map([...body.querySelectorAll('details')].map((one) => [one.dataset['key'], one.open]))
  const { scrollTop } = body
  body.replaceChildren(...flat(content))
  for (const one of body.querySelectorAll('details')) one.open = before.get(one.dataset['key']) ?? one.open
  body.scrollTop = scrollTop
  if (focused) [...body.querySelectorAll<HTMLElement>('[data-key]')].find((one) => one.dataset['key'] === focused)?.focus()
}
