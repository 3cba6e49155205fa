import type { Run } from '@espalier/core'
import { expect, test } from 'vitest'
import type { Page } from './platform/page.ts'
import { createMemoryStorage } from './platform/storage.ts'
import { createStamp } from './stamp.ts'

test('an event tells what it is given of other tabs, and the event after it does not', () => {
  const place = { path: '/', url: 'https://host.example/', title: 'Host' }
  const page = { describe: () => place } as Page
  const person = { anonymousId: 'v' }
  const open = () =>
    createStamp(
      page,
      createMemoryStorage(),
      () => person,
      () => 'en',
    )
  const heard: Run[] = [['visit', 'event', 0, 1]]
  const { stamp: tab } = open()
  const all = [tab({ type: 'track' }, 1), tab({ type: 'track' }, 2, { heard }), tab({ type: 'track' }, 3)]
  expect(all.map(({ context }) => context?.heard)).toEqual([undefined, heard, undefined])
  expect(new Set(all.map(({ context }) => context?.visit)).size).toBe(1)
})

test('a visit goes from page to page of a tab, and a tab that is copied while a page is in it begins another one', () => {
  const place = { path: '/', url: 'https://host.example/', title: 'Host' }
  const page = { describe: () => place } as Page
  let anonymousId = 'v'
  const storage = createMemoryStorage()
  const open = (kept = storage) =>
    createStamp(
      page,
      kept,
      () => ({ anonymousId }),
      () => 'en',
    )
  const visitOf = (stamp: ReturnType<typeof open>['stamp']) => stamp({ type: 'track' }, 1).context?.visit
  const first = open()
  const visit = visitOf(first.stamp)
  storage.write('visit', { shown: true })
  const copy = createMemoryStorage()
  for (const name of storage.names()) copy.write(name, storage.read(name))
  const second = open(copy)
  expect([copy.names(), visitOf(second.stamp) === visit]).toEqual([[], false])

  first.pass(true)
  const next = open()
  expect([storage.names(), visitOf(next.stamp)]).toEqual([['visit'], visit])
  anonymousId = 'w'
  next.pass(true)
  expect(storage.names()).toEqual(['visit'])
  expect(visitOf(next.stamp)).not.toBe(visit)
})
