import { accessSync, constants } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import npmChromium, { inflate } from '@sparticuz/chromium'
import { chromium, type Browser, type LaunchOptions } from 'playwright-core'

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A name that is not this machine's own, so that its pages are not secure.
  '--host-resolver-rules=MAP host.test 127.0.0.1',
]

/** Where a Chromium may be, and what its libraries need. Asked in order, each only when the one before did not start. */
type Candidate = () => Promise<{ path: string; libraries?: string } | undefined>

const onPath: Candidate = async () => {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    for (const name of SYSTEM_NAMES) {
      const path = join(folder, name)
      try {
        accessSync(path, constants.X_OK)
        return { path }
      } catch {
        continue
      }
    }
  }
  return undefined
}

const fromNpm: Candidate = async () => ({ path: await npmChromium.executablePath() })

/** The same with the libraries that come beside it, for a machine that has none of a browser's (NSS, NSPR, Expat). */
const fromNpmWithLibraries: Candidate = async () => {
  const path = await npmChromium.executablePath()
  await inflate(join(import.meta.dirname, '../../node_modules/@sparticuz/chromium/bin/al2023.tar.br'))
  return { path, libraries: join(tmpdir(), 'al2023/lib') }
}

/** How to start a Chromium. */
export interface BrowserOptions extends Pick<LaunchOptions, 'ignoreDefaultArgs'> {
  /** The machine's own comes first: with all that is around a page, as people have it, and several times slower to open one. */
  whole?: boolean
}

/**
 * Starts a real Chromium: the one that `ESPALIER_CHROMIUM` names, else the one from npm, which has no windows, else the machine's own.
 * Throws one line that says what to do when none of them starts; a test never passes without a browser.
 */
export async function openBrowser({ whole = false, ...options }: BrowserOptions = {}): Promise<Browser> {
  const named = process.env['ESPALIER_CHROMIUM']
  const found: Candidate[] = whole ? [onPath, fromNpm, fromNpmWithLibraries] : [fromNpm, onPath, fromNpmWithLibraries]
  const candidates: Candidate[] = named ? [async () => ({ path: named })] : found
  const failures: string[] = []
  for (const candidate of candidates) {
    try {
      const found = await candidate()
      if (!found) continue
      return await chromium.launch({
        executablePath: found.path,
        args: ARGS,
        ...options,
        // Where the machine has no language, the browser would make one up.
        env: { ...process.env, LC_ALL: 'en_US.UTF-8', ...(found.libraries && { LD_LIBRARY_PATH: found.libraries }) } as Record<
          string,
          string
        >,
      })
    } catch (error) {
      failures.push(firstLine(error))
    }
  }
  throw new Error(`No Chromium starts: run "apt-get install -y chromium" or set ESPALIER_CHROMIUM to one (${failures.join('; ')})`)
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.split('\n', 1)[0]?.slice(0, 200) ?? ''
}
