import { createClientOn } from './client.ts'
import type { ClientOptions } from './options.ts'
import { systemClock } from './platform/clock.ts'
import type { LoadPart } from './part.ts'
import { createPage } from './platform/page.ts'
import type { Presenter, WidgetHost } from './present.ts'
import type { Client } from './verbs.ts'

type Method = (...args: unknown[]) => unknown
/** A call that the stub, or this script before `init`, kept: verb, arguments, and how to answer. */
type Call = [verb: string, args: unknown[], resolve: (value: unknown) => void]

/** The last of them are questions; those that are asked before the script is there wait for the server's answer. */
const VERBS = 'identify,group,setUsage,track,page,debug,flush,on,reset,shutdown,consent,check,explain,show'.split(',')
const ASKING = VERBS.slice(-3)

const scope = globalThis as { espalier?: unknown; document?: Document }
const script = scope.document?.currentScript as HTMLScriptElement | null | undefined
// An element of the page with this id is found under this name, too; it is nobody's client.
const before = (Object.hasOwn(scope, 'espalier') && scope.espalier) || []

// The page may hold the tag twice; the first one serves it.
if (script && Array.isArray(before)) start(script, [...before])

function start({ src, dataset }: HTMLScriptElement, calls: Call[]): void {
  const given = Object.fromEntries(Object.entries(dataset).filter(([, value]) => value))
  const { user, account } = given
  // The folder before `/v1/sdk.js`, or that of the script where the operator gave it another path.
  const folders = new URL('.', src).href.split('/').slice(0, -1)
  const folder = folders.at(-1) ?? ''
  // A version ends with eight hexadecimal digits. Without a pattern: compiling one takes longer than the rest of this script.
  if (folder.at(-9) === '-' && Number(`0x${folder.slice(-8)}`) >= 0) folders.pop()
  if (folders.at(-1) === 'v1') folders.pop()
  const host = folders.join('/')
  let client: (Client & Record<string, unknown>) | undefined

  // The server writes the version into the doubled dot, so that all files are of one.
  const load = <T>(file: string): Promise<T> => import(/* @vite-ignore */ new URL(`././${file}.js`, src).href)
  const loadPresenter = async (widgetHost: WidgetHost): Promise<Presenter> =>
    (await load<{ createPresenter(host: WidgetHost): Presenter }>('widgets')).createPresenter(widgetHost)
  const init = (options?: object): void => {
    if (client) return
    client = createClientOn(
      { host, loadPresenter, ...given, ...options } as ClientOptions,
      systemClock,
      createPage(systemClock),
      load as LoadPart,
    ) as Client & Record<string, unknown>
    if (user) client.identify(user)
    if (account) client.group(account)
    calls.splice(0).forEach(replay)
  }
  const run = (verb: string, args: unknown[]): unknown => (client?.[verb] as Method | undefined)?.(...args)
  const replay = ([verb, args, resolve]: Call): void => {
    if (verb === 'init') return resolve(init(args[0] as object))
    // Who asks before the script is there waits for the answer of the server too.
    const answer = (): void => resolve(run(verb, args))
    if (ASKING.includes(verb)) client?.on('ready', answer)
    else answer()
  }
  const verb =
    (name: string): Method =>
    (...args) =>
      client ? run(name, args) : new Promise((resolve) => calls.push([name, args, resolve]))

  scope.espalier = Object.freeze({ init, ...Object.fromEntries(VERBS.map((name) => [name, verb(name)])) })
  const first = calls.findIndex(([name]) => name === 'init')
  if (given['key']) init()
  else if (first >= 0) calls.splice(first, 1).forEach(replay)
}
