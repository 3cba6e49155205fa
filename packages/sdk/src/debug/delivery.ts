import { draw, type Content } from './draw.ts'
import type { Inside } from './inside.ts'
import type { DebugText } from './text.ts'

/** How delivery stands. */
export interface Delivery {
  waiting: { event: string; at: string }[]
  /** Epoch milliseconds; 0: the server did not answer about this person yet. */
  bootAt: number
  /** The last request that carried events: when it ended (epoch milliseconds), and its HTTP status, 0 where the browser does not tell. */
  batch?: { at: number; status: number; failed: boolean }
  lost: Record<string, number>
}

/** Looks at the queue and at what the browser remembers of our requests. */
export async function readDelivery({ queue, local, boot, options }: Inside): Promise<Delivery> {
  const waiting = await queue.waiting()
  const address = `${options.host.replace(/\/+$/, '')}/v1/batch`
  const last = (performance.getEntriesByName(address) as PerformanceResourceTiming[]).at(-1)
  const status = last?.responseStatus ?? 0
  return {
    waiting: waiting.map(({ event, type, timestamp }) => ({ event: event ?? type, at: timestamp })),
    bootAt: boot().at,
    ...(last && {
      batch: {
        at: performance.timeOrigin + last.responseEnd,
        status,
        failed: status === 0 && last.transferSize === 0 && last.encodedBodySize === 0,
      },
    }),
    lost: local.read<Record<string, number>>('lost') ?? {},
  }
}

/** The most events that are listed. */
const MOST = 50

/** What waits, when the server answered last, and what was given up. */
export function drawDelivery(
  { waiting, bootAt, batch, lost }: Delivery,
  time: (at: number) => string,
  w: DebugText,
  onSend: () => void,
): Content {
  const answered = batch && (batch.failed ? w.failed(time(batch.at)) : w.answered(time(batch.at), batch.status))
  return [
    draw(
      'dl',
      {},
      draw('div', {}, draw('dt', {}, w.lastBoot), draw('dd', {}, bootAt ? time(bootAt) : w.notYet)),
      draw('div', {}, draw('dt', {}, w.lastBatch), draw('dd', {}, answered ?? w.notYet)),
    ),
    draw(
      'h3',
      { class: 'row' },
      draw('span', {}, `${w.waiting}: ${waiting.length}`),
      draw('button', { type: 'button', 'data-key': 'send', onclick: onSend }, w.send),
    ),
    waiting.length === 0
      ? draw('p', { class: 'note' }, w.noneWaiting)
      : draw(
          'ul',
          { class: 'pairs' },
          waiting
            .slice(-MOST)
            .map(({ event, at }) => draw('li', {}, draw('span', { class: 'name' }, time(Date.parse(at))), draw('code', {}, event))),
        ),
    draw('h3', {}, w.losses),
    Object.keys(lost).length === 0
      ? draw('p', { class: 'note' }, w.noLosses)
      : draw(
          'ul',
          { class: 'pairs' },
          Object.entries(lost).map(([reason, count]) =>
            draw(
              'li',
              {},
              draw('span', { class: 'name' }, w.lost[reason as keyof typeof w.lost] ?? reason),
              draw('span', {}, String(count)),
            ),
          ),
        ),
  ]
}
