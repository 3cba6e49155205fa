const KEY = 'tsuzuri.theme'

/** `auto`, `light` or `dark`. */
export function theme() {
  return localStorage.getItem(KEY) ?? 'auto'
}

/** Keeps the choice and applies it, to the page and to Espalier's widgets. */
export function chooseTheme(next) {
  localStorage.setItem(KEY, next)
  applyTheme()
}

/** Applies the kept choice. */
export function applyTheme() {
  const { dataset } = document.documentElement
  const chosen = theme()
  if (chosen === 'auto') {
    delete dataset.theme
    delete dataset.espalierTheme
  } else {
    dataset.theme = chosen
    dataset.espalierTheme = chosen
  }
}
