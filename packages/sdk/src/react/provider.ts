import { createContext, createElement, type ReactElement, type ReactNode, useContext } from 'react'
import type { Client } from '../verbs.ts'
import { IDLE } from './idle.ts'

const Context = /* @__PURE__ */ createContext<Client>(IDLE)

/** What `EspalierProvider` takes. */
export interface EspalierProviderProps {
  /** Created once beside the application, not in a component: it lives as long as the page. */
  client: Client
  children?: ReactNode
}

/** Hands a client to what is inside. It owns nothing: `client.shutdown()` stays with whoever created it. */
export function EspalierProvider({ client, children }: EspalierProviderProps): ReactElement {
  return createElement(Context.Provider, { value: client }, children)
}

/** The client of the nearest provider. Without one, a client that does nothing and allows everything. */
export function useEspalier(): Client {
  return useContext(Context)
}
