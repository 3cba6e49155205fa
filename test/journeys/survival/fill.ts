import { randomUUID } from 'node:crypto'
import type { Server } from '../../harness/server.ts'

const SIZE = 500
const CONNECTIONS = 4
const PERSONS = 5000

/** Gives a server a log of so many events that nobody looks at afterwards. */
export async function fill({ url, secretKey }: Server, events: number): Promise<void> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${secretKey}` }
  let left = Math.ceil(events / SIZE)
  const connection = async (): Promise<void> => {
    while (left-- > 0) {
      const batch = Array.from({ length: SIZE }, (_, index) => {
        const person = (left * 50 + (index % 50)) % PERSONS
        return {
          type: 'track',
          event: 'Page Viewed',
          messageId: randomUUID(),
          userId: `reader-${person}`,
          context: { groupId: `team-${person % 500}` },
        }
      })
      const answer = await fetch(`${url}/v1/batch`, { method: 'POST', headers, body: JSON.stringify({ batch }) })
      if (!answer.ok) throw new Error(await answer.text())
      await answer.arrayBuffer()
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, connection))
}
