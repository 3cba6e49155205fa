'use client'

import { createClient } from '@espalier/sdk'
import { EspalierProvider } from '@espalier/sdk/react'
import type { ReactNode } from 'react'

// On the server this is a client that does nothing; in the page it lives as long as the page.
const client = createClient({
  key: process.env.NEXT_PUBLIC_ESPALIER_KEY ?? 'pk_test_demo',
  host: process.env.NEXT_PUBLIC_ESPALIER_HOST ?? 'http://127.0.0.1:4477',
  loadPresenter: async (host) => (await import('@espalier/widgets')).createPresenter(host),
})

// A real product knows from its own sign-in who is there. Here `?account=` chooses.
if (typeof location !== 'undefined') {
  const account = new URLSearchParams(location.search).get('account') ?? 'minato'
  client.identify(`${account}-owner`, { role: 'admin' })
  client.group(account)
}

export function Espalier({ children }: { children: ReactNode }): ReactNode {
  return <EspalierProvider client={client}>{children}</EspalierProvider>
}
