import { expect, it } from 'vitest'
import { createOnceADay } from './once-a-day.ts'

it('says yes once a day for each key', () => {
  const isNew = createOnceADay()
  const day = 20_779
  expect([isNew('a', day), isNew('a', day), isNew('b', day)]).toEqual([true, false, true])
  expect([isNew('a', day + 1), isNew('a', day + 1)]).toEqual([true, false])
})
