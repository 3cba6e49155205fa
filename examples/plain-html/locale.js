const KEY = 'tsuzuri.locale'

/** `ja` or `en`: what the reader chose, otherwise the browser's first language. */
export function locale() {
  return localStorage.getItem(KEY) ?? (navigator.language.startsWith('ja') ? 'ja' : 'en')
}

/** Keeps the choice. The caller draws the page again. */
export function chooseLocale(next) {
  localStorage.setItem(KEY, next)
}

/** A number as the reader writes it. */
export function number(value, options = {}) {
  return new Intl.NumberFormat(locale(), options).format(value)
}

/** Yen without minor digits. */
export function yen(value) {
  return number(value, { style: 'currency', currency: 'JPY' })
}

/** A day such as `22 Nov` or `11月22日`, in the reader's time zone unless another one is given. */
export function day(date, timeZone) {
  return new Intl.DateTimeFormat(locale() === 'ja' ? 'ja' : 'en-GB', {
    timeZone,
    day: 'numeric',
    month: locale() === 'ja' ? 'long' : 'short',
  }).format(date)
}
