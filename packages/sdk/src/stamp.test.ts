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
  const tab = open()
  const heard: Run[] = [['visit', 'event', 0, 1]]
  const all = [tab({ type: 'track' }, 1), tab({ type: 'track' }, 2, { heard }), tab({ type: 'track' }, 3)]
  expect(all.map(({ context }) => context?.heard)).toEqual([undefined, heard, undefined])
  expect(new Set(all.map(({ context }) => context?.visit)).size).toBe(1)
})
