import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { debuggerHref, questionOf } from './question.ts'

const read = (href: string) => questionOf(Object.fromEntries(new URL(href, 'https://grow.test').searchParams))

describe('a question to the debugger', () => {
  it('survives its address, whatever ids and pages are called', () => {
    const text = fc.string({ unit: 'grapheme' })
    const at = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') }).map((one) => one.toISOString())
    fc.assert(
      fc.property(fc.record({ user: text, account: text, at, url: text, campaign: text }), (question) => {
        expect(read(debuggerHref(question))).toEqual(question)
      }),
    )
  })

  it('leaves out what is not said', () => {
    expect(debuggerHref({ user: 'mari', account: '' })).toBe('/console/debugger?user=mari')
    expect(debuggerHref({})).toBe('/console/debugger')
  })

  it('takes a moment that cannot be read for now', () => {
    expect(read('/console/debugger?user=mari&at=yesterday').at).toBe('')
  })
})
