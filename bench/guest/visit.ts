import type { BrowserContext, CDPSession, Page } from 'playwright-core'
import type { Contestant } from './contestants.ts'
import type { Probes } from './host-page.ts'
import { QUESTION } from './question.ts'

/** How much slower than the machine the page's processor is. */
export const THROTTLE = 4
/** After so long, what is not there does not come. */
const PATIENCE_MS = 10_000
const BURSTS = 5
const BURST = 20

/** What one visit of one contestant cost; times in ms where nothing else is said. */
export interface Sample {
  /** Compiling and running the script, without any network. */
  evaluate: number
  /** From the beginning of init until it is ready. */
  ready: number
  /** What the main thread was busy with until nothing of the beginning went on any more. */
  busy: number
  /** What tasks took beyond 50 ms, meanwhile. */
  blocked: number
  /** One track(), in µs: median of bursts of 20. */
  track?: number
  counted?: number
  /** From the trigger until the question is laid out. */
  visible?: number
  showBlocked?: number
  /** Sum of layout shifts of the whole visit. */
  shift: number
}

declare const probes: Probes

/** Opens the host's page and lets a contestant begin. `alone`: with nothing but the question. */
export async function begin(page: Page, url: string, contestant: Contestant, alone = false): Promise<{ evaluate: number; ready: number }> {
  if (!page.url().startsWith(url)) await page.goto(url)
  const { code, src = '', snippet, init } = contestant
  return page.evaluate(runFirst, { code, src, snippet, init: (alone && contestant.initAlone) || init, patience: PATIENCE_MS })
}

/** Makes the question appear; ms until it is laid out. */
export function ask(page: Page, { show = '' }: Contestant): Promise<number> {
  return page.evaluate(runShow, { show, question: QUESTION, patience: PATIENCE_MS })
}

/** Measures one visit of somebody who has been here before. */
export async function visit(context: BrowserContext, url: string, contestant: Contestant): Promise<Sample> {
  const page = await context.newPage()
  try {
    await page.goto(url)
    const devtools = await context.newCDPSession(page)
    await devtools.send('Performance.enable')
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE })
    const idle = await busyOf(devtools)
    const first = await begin(page, url, contestant)
    await page.waitForTimeout(contestant.settle)
    const busy = (await busyOf(devtools)) - idle
    const blocked = await blockedOf(page)
    const track = contestant.track && (await page.evaluate(runTracks, { source: contestant.track, bursts: BURSTS, burst: BURST }))
    const counted = contestant.counted && (await page.evaluate(runTracks, { source: contestant.counted, bursts: BURSTS, burst: BURST }))
    await page.waitForTimeout(contestant.settle)
    await blockedOf(page)
    const visible = contestant.show && (await ask(page, contestant))
    await page.waitForTimeout(contestant.settle)
    const showBlocked = await blockedOf(page)
    const shift = await page.evaluate(() => probes.shift)
    return {
      ...first,
      busy,
      blocked,
      shift,
      ...(track && { track }),
      ...(counted && { counted }),
      ...(visible && { visible, showBlocked }),
    }
  } finally {
    await page.close()
  }
}

async function busyOf(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000
}

/** What tasks took beyond 50 ms since it was asked last. */
export function blockedOf(page: Page): Promise<number> {
  return page.evaluate(() => probes.tasks.splice(0).reduce((sum, task) => sum + task - 50, 0))
}

interface First {
  code: string
  src: string
  snippet: string | undefined
  init: string
  patience: number
}

/** Runs in the page. Inline scripts run at once, so that no network is in the time. */
async function runFirst({ code, src, snippet, init, patience }: First): Promise<{ evaluate: number; ready: number }> {
  const put = (text: string): void => {
    const script = document.createElement('script')
    if (src) Object.defineProperty(script, 'src', { value: src })
    script.textContent = text
    document.head.append(script)
  }
  if (snippet) put(snippet)
  const start = performance.now()
  put(code)
  const evaluated = performance.now()
  put(`probes.ready = ${init}`)
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error('It is never ready.')), patience))
  await Promise.race([probes.ready, late])
  return { evaluate: evaluated - start, ready: performance.now() - evaluated }
}

/** Runs in the page. Between bursts timers and senders can run, as in an application. */
async function runTracks({ source, bursts, burst }: { source: string; bursts: number; burst: number }): Promise<number> {
  const script = document.createElement('script')
  script.textContent = `probes.track = (i) => { ${source} }`
  document.head.append(script)
  probes.track?.(0)
  const micros: number[] = []
  for (let round = 0; round < bursts; round++) {
    const start = performance.now()
    for (let index = 0; index < burst; index++) probes.track?.(index)
    micros.push(((performance.now() - start) / burst) * 1000)
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  return micros.toSorted((a, b) => a - b)[bursts >> 1] ?? Number.NaN
}

/** Runs in the page. Looks through open shadow roots for a text that has a box. */
async function runShow({ show, question, patience }: { show: string; question: string; patience: number }): Promise<number> {
  const has = (node: Node): boolean => {
    const root = (node as Partial<Element>).shadowRoot
    if (root && has(root)) return true
    return [...node.childNodes].some((child) => {
      if (child.nodeType !== Node.TEXT_NODE) return child.nodeName !== 'SCRIPT' && has(child)
      return child.textContent?.includes(question) && child.parentElement && child.parentElement.getClientRects().length > 0
    })
  }
  const script = document.createElement('script')
  script.textContent = `probes.show = () => ${show}`
  document.head.append(script)
  const start = performance.now()
  probes.show?.()
  while (!has(document.body)) {
    if (performance.now() - start > patience) throw new Error('The question never appears.')
    await new Promise((resolve) => setTimeout(resolve))
  }
  return performance.now() - start
}
