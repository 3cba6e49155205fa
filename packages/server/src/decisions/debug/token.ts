import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { WorkspaceStore } from '../../store/workspace.ts'

/** How long a token works, milliseconds. */
const LIFE = 15 * 60_000

const claims = z.strictObject({ user: z.string(), account: z.string(), until: z.number() })

/** Whom a token is about, and until when it works (epoch milliseconds). */
export type DebugClaims = z.infer<typeof claims>

/** Tokens that let a page's overlay ask about one person for a short time: claims and their HMAC-SHA-256, both base64url. */
export interface DebugTokens {
  make(whom: { user: string; account: string }, now: number): Promise<{ token: string; until: number }>
  /** What a token says; undefined when it was not made here, was changed, or is over. */
  read(token: string, now: number): Promise<DebugClaims | undefined>
}

/** The secret is made once and stays in the workspace's database. */
export function createDebugTokens(workspace: Pick<WorkspaceStore, 'noteOnce'>): DebugTokens {
  let secret: string | undefined
  const sign = async (text: string): Promise<Buffer> => {
    secret ??= await workspace.noteOnce('debug-secret', randomBytes(32).toString('base64url'))
    return createHmac('sha256', secret).update(text).digest()
  }
  return {
    async make(whom, now) {
      const until = now + LIFE
      const text = Buffer.from(JSON.stringify({ ...whom, until } satisfies DebugClaims)).toString('base64url')
      return { token: `${text}.${(await sign(text)).toString('base64url')}`, until }
    },
    async read(token, now) {
      const [text = '', given = '', ...more] = token.split('.')
      const [expected, signature] = [await sign(text), Buffer.from(given, 'base64url')]
      if (more.length > 0 || signature.length !== expected.length || !timingSafeEqual(signature, expected)) return undefined
      const { data } = claims.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString()))
      return data && data.until > now ? data : undefined
    },
  }
}
