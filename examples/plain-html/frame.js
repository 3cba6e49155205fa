import { backend } from './backend.js'
import { element } from './element.js'
import { chooseLocale, locale } from './locale.js'
import { closeOnLeave } from './menu.js'
import { session, switchAccount } from './session.js'
import { text } from './text.js'
import { chooseTheme, theme } from './theme.js'

/** Draws what stands around every screen: accounts, language, user. `draw` draws everything again. */
export async function drawFrame({ draw }) {
  const { account, accounts, plans } = await session()
  const planName = (id) => plans.find((one) => one.id === id).name[locale()]
  drawAccounts(account, accounts, planName)
  drawUser(account)
  for (const button of document.querySelectorAll('[data-locale]')) {
    button.setAttribute('aria-pressed', String(button.dataset.locale === locale()))
    button.onclick = () => {
      chooseLocale(button.dataset.locale)
      void draw()
    }
  }
}

/** Marks the entry of the main menu that the reader is in. */
export function markCurrent(screen) {
  for (const link of document.querySelectorAll('nav a')) {
    if (link.hash === `#/${screen}`) link.setAttribute('aria-current', 'page')
    else link.removeAttribute('aria-current')
  }
}

function drawAccounts(account, accounts, planName) {
  const menu = document.getElementById('account-menu')
  menu.querySelector('.avatar').textContent = account.name.en.slice(0, 1)
  menu.querySelector('.menu-name').textContent = account.name[locale()]
  menu.querySelector('.plan-tag').textContent = planName(account.plan)
  menu
    .querySelector('.menu-panel')
    .replaceChildren(
      element('p', { class: 'menu-title' }, text('switchAccount')),
      ...accounts.map((one) =>
        element(
          'button',
          { type: 'button', 'aria-current': String(one.id === account.id), onclick: () => switchAccount(one.id) },
          element('span', { class: 'avatar square', 'aria-hidden': 'true' }, one.name.en.slice(0, 1)),
          element('span', {}, one.name[locale()]),
          element('span', { class: 'plan-tag' }, planName(one.plan)),
        ),
      ),
    )
  closeOnLeave(menu)
}

function drawUser(account) {
  const menu = document.getElementById('user-menu')
  const role = account.user.title[locale()]
  menu.querySelector('.avatar').textContent = [...role][0]
  menu
    .querySelector('.menu-panel')
    .replaceChildren(
      element('p', { class: 'menu-title' }, text('signedInAs', { role })),
      element(
        'div',
        { class: 'segments', role: 'group', 'aria-label': text('appearance') },
        ...['auto', 'light', 'dark'].map((one) => themeButton(one)),
      ),
      element('a', { href: '/console/' }, text('console')),
      element('button', { type: 'button', onclick: startOver }, text('startOver')),
    )
  closeOnLeave(menu)
}

function themeButton(one) {
  const choose = (event) => {
    chooseTheme(one)
    for (const button of event.target.parentElement.children) button.setAttribute('aria-pressed', String(button === event.target))
  }
  return element('button', { type: 'button', 'aria-pressed': String(theme() === one), onclick: choose }, text(one))
}

async function startOver() {
  const { accounts } = await backend('reset', {})
  sessionStorage.clear()
  switchAccount(accounts[1].id)
}
