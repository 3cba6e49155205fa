/** The name under which a page keeps its ledger. */
export const LEDGER = 'ledger of what lives'

/** Runs in the page before any script of it, and counts what begins and what ends. */
export function keepLedger(symbol: string): void {
  const live = new Map<string, () => boolean>()
  const ids = new WeakMap<object, number>()
  let count = 0
  const idOf = (value: object): number => {
    const id = ids.get(value) ?? ++count
    ids.set(value, id)
    return id
  }
  const wrap = (
    owner: object,
    name: string,
    around: (native: (...args: never[]) => unknown, self: never, args: never[]) => unknown,
  ): void => {
    const native = Reflect.get(owner, name) as (...args: never[]) => unknown
    Reflect.set(owner, name, function (this: never, ...args: never[]) {
      return around(native, this, args)
    })
  }
  /** The browser's driver has scripts of its own in the page; they come from no address. */
  const isOfPage = (): boolean => /https?:/.test(new Error().stack ?? '')
  const start = (key: string, lives: () => boolean = () => true): void => {
    if (isOfPage()) live.set(key, lives)
  }
  const isThere = (target: unknown): boolean => !(target instanceof Node) || target.isConnected

  const listenerKey = (target: object, type: string, listener: object, options?: AddEventListenerOptions | boolean): string =>
    `listener ${type} on ${target.constructor.name} ${idOf(target)} ${idOf(listener)} ${Boolean(typeof options === 'object' ? options.capture : options)}`
  const { addEventListener } = EventTarget.prototype
  wrap(EventTarget.prototype, 'addEventListener', (native, self, args) => {
    const [type, listener, options] = args as unknown as [string, object | null, AddEventListenerOptions | undefined]
    if (listener && !((self as object) instanceof AbortSignal)) {
      const key = listenerKey(self, type, listener, options)
      start(key, () => isThere(self))
      options?.signal?.addEventListener('abort', () => live.delete(key))
    }
    return native.apply(self, args)
  })
  wrap(EventTarget.prototype, 'removeEventListener', (native, self, args) => {
    const [type, listener, options] = args as unknown as [string, object | null, AddEventListenerOptions | undefined]
    if (listener) live.delete(listenerKey(self, type, listener, options))
    return native.apply(self, args)
  })
  for (const [begin, end, lasts] of [
    ['setTimeout', 'clearTimeout', false],
    ['setInterval', 'clearInterval', true],
    ['requestAnimationFrame', 'cancelAnimationFrame', false],
  ] as const) {
    wrap(globalThis, begin, (native, self, args) => {
      const [work, ...rest] = args as unknown as [(...args: unknown[]) => unknown, ...unknown[]]
      const id = native.apply(self, [
        (...passed: unknown[]) => {
          if (!lasts) live.delete(`${begin} ${String(id)}`)
          return work(...passed)
        },
        ...rest,
      ] as never[])
      start(`${begin} ${String(id)}`)
      return id
    })
    wrap(globalThis, end, (native, self, args) => {
      live.delete(`${begin} ${String(args[0])}`)
      return native.apply(self, args)
    })
  }
  for (const Observer of [MutationObserver, IntersectionObserver, ResizeObserver]) {
    wrap(Observer.prototype, 'observe', (native, self, args) => {
      start(`${Observer.name} ${idOf(self)}`, () => isThere(args[0]))
      return native.apply(self, args)
    })
    wrap(Observer.prototype, 'disconnect', (native, self, args) => {
      live.delete(`${Observer.name} ${idOf(self)}`)
      return native.apply(self, args)
    })
  }
  const Channel = BroadcastChannel
  globalThis.BroadcastChannel = class extends Channel {
    constructor(name: string) {
      super(name)
      start(`BroadcastChannel ${idOf(this)}`)
    }
    override close(): void {
      live.delete(`BroadcastChannel ${idOf(this)}`)
      super.close()
    }
  }
  wrap(IDBFactory.prototype, 'open', (native, self, args) => {
    const request = native.apply(self, args) as IDBOpenDBRequest
    addEventListener.call(request, 'success', () => live.set(`database ${idOf(request.result)}`, () => true))
    return request
  })
  wrap(IDBDatabase.prototype, 'close', (native, self, args) => {
    live.delete(`database ${idOf(self)}`)
    return native.apply(self, args)
  })
  const begun = async (): Promise<string[]> => {
    const { held = [], pending = [] } = await navigator.locks.query()
    return [
      ...[...live].filter(([, lives]) => lives()).map(([what]) => what),
      ...[...held, ...pending].map(({ name = '' }) => `lock ${name}`),
      ...Array.from(document.querySelectorAll('espalier-nps, espalier-modal'), ({ localName }) => `element ${localName}`),
      ...Array.from(document.querySelectorAll('espalier-slot, espalier-gate, espalier-meter'), ({ localName, shadowRoot }) =>
        shadowRoot?.querySelector('[part]') ? `inside of ${localName}` : '',
      ).filter(Boolean),
    ]
  }
  Object.defineProperty(globalThis, Symbol.for(symbol), { value: begun })
}
