import { backend } from './backend.js'
import { element } from './element.js'
import { locale, yen } from './locale.js'
import { refresh, session } from './session.js'
import { text } from './text.js'
import { toast } from './toast.js'

/** Asks for a confirmation, lets the backend change the subscription, and reads everything again without a reload. */
export async function checkout(item) {
  const { account, plans } = await session()
  const dialog = document.getElementById('checkout')
  const error = dialog.querySelector('.error')
  const pay = dialog.querySelector('[data-action=pay]')
  const current = plans.find((one) => one.id === account.plan)
  const addOn = item.kind === 'add-on'
  const line = (name, words) => element('div', {}, element('dt', {}, name), element('dd', {}, words))
  const priced = (one) => `${one.name[locale()]} · ${yen(one.prices[0].amount)} ${text('perMonth')}`
  dialog
    .querySelector('.bill')
    .replaceChildren(
      line(text('billNow'), priced(current)),
      line(text('billThen'), addOn ? `${current.name[locale()]} + ${priced(item)}` : priced(item)),
    )
  error.hidden = true
  pay.disabled = false
  pay.onclick = async () => {
    pay.disabled = true
    try {
      await backend('checkout', { account: account.id, plan: item.id })
    } catch (problem) {
      error.textContent = text('failed', { message: problem.message })
      error.hidden = false
      pay.disabled = false
      return
    }
    dialog.close()
    await refresh()
    dispatchEvent(new Event('tsuzuri:changed'))
    const plan = item.name[locale()]
    toast({ title: addOn ? text('addOnAdded', { plan }) : text('planChanged', { account: account.name[locale()], plan }) })
  }
  dialog.showModal()
}
