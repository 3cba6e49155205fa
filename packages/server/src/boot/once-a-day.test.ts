import { expect, it } from 'vitest'
import { createOnceADay } from './once-a-day.ts'

it('says yes once a day for each key', () => {
  const isNew = createOnceADay()
  const noon = Date.UTC(2026, 10, 22, 12)
  expect([isNew('a', noon), isNew('a', noon + 1), isNew('b', noon)]).toEqual([true, false, true])
  expect([isNew('a', noon + 86_400_000), isNew('a', noon + 86_400_000)]).toEqual([true, false])
})
