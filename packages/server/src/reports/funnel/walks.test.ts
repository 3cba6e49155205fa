import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Walks } from './walks.ts'

/** As SQLite and PostgreSQL write lists. */
const listOf = (ids: readonly string[], between = ',') => Buffer.from(`[${ids.map((id) => JSON.stringify(id)).join(between)}]`)
const event = fc.record({ id: fc.constantFrom('v', 'w', 'mari', 'ken'), at: fc.nat(), steps: fc.integer({ min: 1, max: 1023 }) })

it('gives everybody what they did in the order in which it came, that of a visitor to who it was', async () => {
  const law = fc.asyncProperty(fc.array(event), fc.option(fc.constantFrom('mari', 'somebody')), async (events, person) => {
    const walks = new Walks()
    walks.add(
      listOf(events.map(({ id }) => id)),
      events.map(({ at }) => at),
      events.map(({ steps }) => steps),
    )
    expect([...walks.ids(3)].flat()).toEqual([...new Set(events.map(({ id }) => id))])
    if (person !== null) walks.join('v', person)
    const byPerson = Map.groupBy(events, ({ id }) => (id === 'v' && person !== null ? person : id))
    const found: unknown[] = []
    for await (const some of walks.each()) {
      for (const { times, steps } of some) if (times.length > 0) found.push([Array.from(times), Array.from(steps)])
    }
    const wanted = [...byPerson.values()].map((own) => [own.map(({ at }) => at), own.map(({ steps }) => steps)])
    const inOrder = (all: readonly unknown[]) => all.map((one) => JSON.stringify(one)).toSorted()
    expect(inOrder(found)).toEqual(inOrder(wanted))
  })
  await fc.assert(law)
})

it('has room for more events than it began with', async () => {
  const walks = new Walks()
  for (let at = 0; at < 200_000; at += 2) walks.add(listOf(['even', 'odd']), [at, at + 1], [1, 2])
  const found: number[][] = []
  for await (const some of walks.each()) for (const { times, steps } of some) found.push([times.length, times[99_999] ?? 0, steps[7] ?? 0])
  expect(found).toEqual([
    [100_000, 199_998, 1],
    [100_000, 199_999, 2],
  ])
})

it('leaves out what is no step, and what nobody did', async () => {
  const walks = new Walks()
  walks.add(listOf(['mari', '', 'ken', 'mari'], ', '), [1, 2, 3, 4], [1, 1, 0, 2])
  expect([...walks.ids(9)].flat()).toEqual(['mari'])
  const found: number[][] = []
  for await (const some of walks.each()) for (const { times } of some) found.push(Array.from(times))
  expect(found).toEqual([[1, 4]])
})
