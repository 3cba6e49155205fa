/** How the form on the screen calls the field of this path, as the server writes it; undefined where it shows no such field. */
export function labelOf(path: string): string | undefined {
  const quoted = JSON.stringify(path.replaceAll(/\[(\d+)\]/g, '.$1'))
  const field = document.querySelector<HTMLInputElement>(`[data-path=${quoted}], [name=${quoted}]`)
  const words = field?.labels?.[0]?.firstChild?.textContent ?? field?.getAttribute('aria-label')
  return words?.trim() || undefined
}
