import { type App, getCurrentInstance, inject, type InjectionKey, type ShallowRef, shallowRef } from 'vue'
import type { Client } from '../verbs.ts'

/** A client, and a number that grows with each of its changes. */
interface Provided {
  client: Client
  changes: ShallowRef<number>
}

const PROVIDED: InjectionKey<Provided> = /* @__PURE__ */ Symbol('espalier')

/** What `app.use(espalier, options)` takes. */
export interface EspalierPluginOptions {
  /** Created once beside the application. It lives as long as the page; `client.shutdown()` stays with whoever created it. */
  client: Client
}

/** Hands a client to the components of an application: `app.use(espalierPlugin, { client })`. */
export const espalierPlugin: { install(app: App, options: EspalierPluginOptions): void } = {
  install(app, { client }) {
    const changes = shallowRef(0)
    app.provide(PROVIDED, { client, changes })
    // A server draws many applications with one client, and nothing there changes or ends.
    if (typeof document !== 'undefined') app.onUnmount(client.on('change', () => (changes.value += 1)))
  },
}

/** The client and its changes; undefined where the plugin is not used. */
export function useProvided(): Provided | undefined {
  return inject(PROVIDED, undefined)
}

/** The application's client; undefined where the plugin is not used. */
export function useEspalier(): Client | undefined {
  return useProvided()?.client
}

/** Whether this component takes over what a server has drawn: its node is there before it has drawn anything itself. */
export function isHydrating(): boolean {
  return Boolean(getCurrentInstance()?.vnode.el)
}
