import { element, fromTemplate } from '../element.js'
import { locale } from '../locale.js'
import { keepMembers, members, reportSeats } from '../members.js'
import { session } from '../session.js'
import { fillText, text } from '../text.js'
import { toast } from '../toast.js'

/** Who belongs to the account, and the seats that they take. */
export async function team() {
  const { account, user, plans } = await session()
  const screen = fromTemplate('screen-team')
  fillText(screen, { account: account.name[locale()] })
  const list = screen.querySelector('.members')
  const limit = plans.find((one) => one.id === account.plan).features.seats.limit
  const draw = () => {
    const others = members(account)
    list.replaceChildren(
      member({ name: user.title, email: text('you') }),
      ...others.map((one) => member(one, () => change(others.filter((other) => other !== one)))),
    )
  }
  const change = (next) => {
    keepMembers(account, next)
    draw()
  }
  draw()
  reportSeats(account)
  screen.querySelector('[data-action=invite]').addEventListener('click', () => invite(account, limit, change))
  return screen
}

function member(one, remove) {
  const name = one.name[locale()]
  const row = element(
    'li',
    {},
    element('span', { class: 'avatar', 'aria-hidden': 'true' }, [...name][0].toUpperCase()),
    element('div', {}, element('p', { class: 'member-name' }, name), element('p', { class: 'muted' }, one.email)),
  )
  if (one.pending) row.append(element('span', { class: 'plan-tag' }, text('pending')))
  if (remove) {
    const label = text('removeMember', { name })
    row.append(element('button', { type: 'button', class: 'button subtle', 'aria-label': label, onclick: remove }, text('remove')))
  }
  return row
}

function invite(account, limit, change) {
  const current = members(account)
  if (limit !== null && current.length + 1 >= limit) {
    toast({
      title: text('seatsUsedUp', { limit }),
      body: text('seatsHelp'),
      link: { label: text('comparePlans'), href: '#/plan' },
      notice: true,
    })
    return
  }
  const dialog = document.getElementById('invite')
  const form = dialog.querySelector('form')
  form.reset()
  dialog.returnValue = ''
  dialog.onclose = () => {
    const email = form.elements.email.value.trim()
    if (dialog.returnValue !== 'invite' || !email) return
    const name = email.split('@', 1)[0]
    change([...current, { name: { en: name, ja: name }, email, pending: true }])
    espalier.track('Member Invited')
    toast({ title: text('invited', { email }) })
  }
  dialog.showModal()
}
