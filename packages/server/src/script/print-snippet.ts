import { z } from 'zod'
import type { Snippet } from './snippet.ts'

const PATIENCE = 10_000

const failure = z.object({ error: z.object({ message: z.string() }) })

/**
 * Asks the server at `host` for the tags of its pages and writes them with what each is for. The server is asked because only it knows
 * which version it serves.
 * @throws Error of one line when it does not answer, or refuses
 */
export async function printSnippet(host: string, key: string): Promise<string> {
  const query = new URLSearchParams({ host, key })
  const address = `${host.replace(/\/+$/, '')}/v1/snippet?${query}`
  const answer = await fetch(address, { signal: AbortSignal.timeout(PATIENCE) }).catch((error: unknown) => {
    throw new Error(`${host} does not answer: ${error instanceof Error ? error.message : String(error)}`)
  })
  const body: unknown = await answer.json().catch(() => undefined)
  if (!answer.ok)
    throw new Error(failure.safeParse(body).data?.error.message ?? `${host} answers ${answer.status}; expected an Espalier server`)
  return write(body as Snippet)
}

function write(snippet: Snippet): string {
  return [
    '# In the head of every page. The script follows updates of the server.',
    snippet.tag,
    '',
    '# Before it, when the page calls espalier before the script has arrived.',
    snippet.stub,
    '',
    '# What the page’s Content-Security-Policy has to allow. Without the stub, leave out the hash.',
    snippet.policy,
    '',
    '# In place of the first tag: one version for good, checked by the browser. Change it with every update.',
    snippet.pinned,
    '',
    `# Before that one: has the browser check what the script loads, too. For script-src: ${snippet.importMapSource}`,
    snippet.importMap,
  ].join('\n')
}
