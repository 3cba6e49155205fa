import type { BatchAnswer, EventResult, WireEvent } from '@espalier/core'
import type { Boot } from '@espalier/core/schema'
import type { Listeners } from './listeners.ts'
import { createTokens, type Named, type TokenParts } from './tokens.ts'
import type { Answer, Post } from './transport/post.ts'

/** What signing needs of the client. */
export interface SignerParts extends TokenParts {
  /** Sends as it is. */
  post: Post
  /** Tells the host that the server does not accept what can be proven. */
  emit: Listeners['emit']
}

/** Events of one person. */
interface Share {
  named: Named
  events: WireEvent[]
}

type Head = Record<string, unknown>

/** Gives each request the token of the person that it is about: events of several people become a request each. */
export function createSigner({ post, emit, ...parts }: SignerParts): Post {
  const tokens = createTokens(parts)

  /** Sends, and once more with another token where the server did not accept the first. */
  const sendFor = async (
    named: Named,
    send: (token?: string) => Promise<Answer>,
    isRefused: (body: unknown) => boolean,
  ): Promise<Answer> => {
    if (isNobody(named)) return send()
    const token = await tokens.of(named)
    let answer = await send(token)
    if (isRefused(answer.body)) {
      const other = await tokens.renew(named, token)
      if (other !== undefined) answer = await send(other)
      if (isRefused(answer.body) && tokens.expected(named)) emit('error', { code: 'token' })
    } else if (token !== undefined && answer.status === 200) tokens.accept(named)
    return answer
  }

  const sendEvents = async (path: string, head: Head, shares: readonly Share[]): Promise<Answer> => {
    const answers: Answer[] = []
    for (const { named, events } of shares) {
      // Each attempt says when it is made: the host may have been waited for.
      const send = (token?: string): Promise<Answer> =>
        post(path, JSON.stringify({ ...head, sentAt: new Date(parts.clock.now()).toISOString(), token, batch: events }))
      const answer = await sendFor(named, send, (body) => resultsIn(body).some(isUnsigned))
      // While the host has no token to give they are not refused for good: they wait for one.
      const wait = tokens.expected(named) && tokens.known(named) === undefined
      answers.push(wait ? withResults(answer, (one) => !isUnsigned(one)) : answer)
    }
    return together(answers)
  }

  /** The page goes away and nothing can be waited for: each person's events go with the token that is known. */
  const leave = (path: string, head: Head, shares: readonly Share[]): Promise<Answer> =>
    Promise.all(
      shares.map(async ({ named, events }): Promise<Answer> => {
        const token = tokens.known(named)
        // They are kept, and the next page has a token.
        if (!isNobody(named) && token === undefined && tokens.expected(named)) return { status: 202 }
        return post(path, JSON.stringify({ ...head, token, batch: events }), true)
      }),
    ).then(together)

  return (path, body, leaving) => {
    const { batch, ...head } = JSON.parse(body) as { batch?: WireEvent[] } & Named
    if (batch) return (leaving ? leave : sendEvents)(path, head, sharesOf(batch))
    return sendFor(
      head,
      (token) => post(path, JSON.stringify({ ...head, token })),
      (answer) => (answer as Boot | undefined)?.error?.code === 'token',
    )
  }
}

/** Events by whom they name, each kept in its order. */
function sharesOf(batch: readonly WireEvent[]): Share[] {
  const shares = new Map<string, Share>()
  for (const event of batch) {
    const { userId, groupId = event.context?.groupId } = event
    const key = JSON.stringify([userId, groupId])
    const share = shares.get(key) ?? {
      named: { ...(userId !== undefined && { userId }), ...(groupId !== undefined && { groupId }) },
      events: [],
    }
    share.events.push(event)
    shares.set(key, share)
  }
  return [...shares.values()]
}

/** One answer for several requests: what is known of any event; a failure where nothing is known of any. */
function together(answers: readonly Answer[]): Answer {
  const results = answers.flatMap(({ body }) => resultsIn(body))
  return results.length > 0 ? { status: 200, body: { results } } : (answers.find(({ status }) => status !== 200) ?? { status: 0 })
}

function withResults(answer: Answer, keep: (one: EventResult) => boolean): Answer {
  return answer.status === 200 ? { ...answer, body: { results: resultsIn(answer.body).filter(keep) } } : answer
}

function resultsIn(body: unknown): EventResult[] {
  const { results } = (body ?? {}) as Partial<BatchAnswer>
  return Array.isArray(results) ? results : []
}

function isUnsigned({ error }: EventResult): boolean {
  return error?.code === 'unsigned'
}

function isNobody({ userId, groupId }: Named): boolean {
  return userId === undefined && groupId === undefined
}
