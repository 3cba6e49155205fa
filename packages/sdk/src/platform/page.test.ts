import { expect, test, vi } from 'vitest'
import { createManualClock } from '../testing/manual-clock.ts'
import { createPage } from './page.ts'

test('describes the address of this moment and the title of this task', async () => {
  const page = createPage(createManualClock())
  document.title = 'Trips'
  const first = page.describe()
  expect(first).toMatchObject({ path: location.pathname, title: 'Trips' })
  expect(page.describe()).toBe(first)

  history.pushState({}, '', '/trips/1?name=secret#part')
  expect(page.describe()).toEqual({ path: '/trips/1', url: `${location.origin}/trips/1`, title: 'Trips' })
  document.title = 'Trip to Kyoto'
  await Promise.resolve()
  expect(page.describe().title).toBe('Trip to Kyoto')
})

test('walks through the page once in a task, and finds in the next one what came since', async () => {
  const walks = vi.spyOn(document, 'createTreeWalker')
  const page = createPage(createManualClock())
  const slot = document.createElement('espalier-slot')
  slot.setAttribute('name', 'reports')
  expect([page.needsWidgets(), page.places(), page.places(() => false)]).toEqual([false, [], []])
  expect(walks).toHaveBeenCalledOnce()
  document.body.append(slot)
  await Promise.resolve()
  expect(page.places()).toEqual(['reports'])
  slot.remove()
  walks.mockRestore()
})
