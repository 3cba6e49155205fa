import { element, fromTemplate } from '../element.js'
import { locale, yen } from '../locale.js'
import { checkout } from '../checkout.js'
import { session } from '../session.js'
import { fillText, text } from '../text.js'

/** Plans side by side, the current one marked, and the add-ons. */
export async function plan() {
  const { account, plans, addOns } = await session()
  const screen = fromTemplate('screen-plan')
  fillText(screen)
  screen.querySelector('.plans').append(...plans.map((one) => planCard(one, account, plans)))
  screen.querySelector('.add-ons').append(...addOns.map((one) => addOnRow(one, account)))
  return screen
}

function priceOf(one) {
  return element('p', { class: 'price' }, element('strong', {}, yen(one.prices[0].amount)), ` ${text('perMonth')}`)
}

function planCard(one, account, plans) {
  const current = one.id === account.plan
  const { exports, seats, analytics } = one.features
  const card = element(
    'li',
    { class: current ? 'sheet current' : 'sheet' },
    element('h2', {}, one.name[locale()]),
    priceOf(one),
    element(
      'ul',
      {},
      element('li', {}, exports.limit === null ? text('exportsUnlimited') : text('exportsOf', { count: exports.limit })),
      element('li', {}, seats.limit === null ? text('seatsUnlimited') : text('seatsOf', { count: seats.limit })),
      element('li', { class: analytics ? '' : 'without' }, text(analytics ? 'analyticsIn' : 'analyticsOut')),
    ),
  )
  if (current) {
    card.setAttribute('aria-current', 'true')
    card.append(element('p', { class: 'current-mark' }, text('currentPlan')))
  } else {
    const next = one.id === plans.find(({ id }) => id === account.plan).next
    const label = text('choose', { plan: one.name[locale()] })
    card.append(element('button', { type: 'button', class: next ? 'button primary' : 'button', onclick: () => checkout(one) }, label))
  }
  return card
}

function addOnRow(one, account) {
  const has = account.addOns.includes(one.id)
  const row = element(
    'li',
    { class: 'sheet' },
    element('div', {}, element('h3', {}, one.name[locale()]), element('p', { class: 'muted' }, text('scheduledHelp'))),
    priceOf(one),
  )
  if (has) row.append(element('p', { class: 'current-mark' }, text('added')))
  else row.append(element('button', { type: 'button', class: 'button', onclick: () => checkout(one) }, text('add')))
  return row
}
