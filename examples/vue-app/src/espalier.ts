import { createClient } from '@espalier/sdk'

/** One client for as long as the page lives. The key is public; widgets are fetched when there is something to show. */
export const espalier = createClient({
  key: import.meta.env['VITE_ESPALIER_KEY'] ?? 'pk_test_demo',
  host: import.meta.env['VITE_ESPALIER_HOST'] ?? 'http://127.0.0.1:4477',
  loadPresenter: async (host) => (await import('@espalier/widgets')).createPresenter(host),
})

/** A real product knows from its own sign-in who is there. Here `?account=` chooses. */
export function signIn(): void {
  const account = new URLSearchParams(location.search).get('account') ?? 'minato'
  espalier.identify(`${account}-owner`, { role: 'admin' })
  espalier.group(account)
}
