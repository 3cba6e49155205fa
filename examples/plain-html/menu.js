/** Lets a `<details>` menu close on Escape, on a click elsewhere and when the focus leaves it. */
export function closeOnLeave(menu) {
  if (menu.dataset.closes) return
  menu.dataset.closes = 'yes'
  const close = () => menu.removeAttribute('open')
  document.addEventListener('pointerdown', (event) => menu.contains(event.target) || close())
  menu.addEventListener('focusout', (event) => event.relatedTarget && !menu.contains(event.relatedTarget) && close())
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return
    close()
    menu.querySelector('summary').focus()
  })
}
