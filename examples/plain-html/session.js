import { backend } from './backend.js'

const KEY = 'tsuzuri.account'
let loaded

/**
 * Who is signed in: `{ user, account, accounts, plans, addOns }`. Asked once; `refresh` asks again.
 * A real product knows this from its own sign-in. Here `?account=` or the account menu chooses.
 */
export function session() {
  loaded ??= load()
  return loaded
}

/** Reads the session again, and lets Espalier read plan and usage again too. */
export async function refresh() {
  loaded = load()
  const { user, account } = await loaded
  espalier.identify(user.id, { role: user.role })
  espalier.group(account.id, { name: account.name.en })
  return loaded
}

/** Signs in with another account. */
export function switchAccount(id) {
  localStorage.setItem(KEY, id)
  espalier.reset()
  if (location.search) location.assign(location.pathname + location.hash)
  else location.reload()
}

async function load() {
  const asked = new URLSearchParams(location.search).get('account') ?? localStorage.getItem(KEY) ?? ''
  const state = await backend(`state?account=${encodeURIComponent(asked)}`)
  if (!state.opened) {
    // A fresh demo needs a moment to open its accounts.
    await new Promise((done) => setTimeout(done, 300))
    return load()
  }
  const account = state.accounts.find((one) => one.id === asked) ?? state.accounts[1]
  return { ...state, account, user: account.user }
}
