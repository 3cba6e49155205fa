import { definitions, settings } from '@espalier/core/schema'
import { describe, expect, it } from 'vitest'
import { checkCampaign, checkWith, type Check } from './check.ts'
import { describeMessage, describeProblem } from './problem.ts'
import { draftOf, TEMPLATES } from './templates.ts'

const start = draftOf(TEMPLATES[0] as (typeof TEMPLATES)[number], 'near', 'en')

function said(check: Check, value: unknown): Record<string, [en: string, ja: string]> {
  return Object.fromEntries([...check(value)].map(([field, one]) => [field, [describeProblem(one, 'en'), describeProblem(one, 'ja')]]))
}

describe('what is wrong with a field', () => {
  it.each<[object, string]>([
    [{ trigger: { on: 'date', path: 'account.renewsAt', from: 3, until: 3 } }, 'trigger.until'],
    [{ trigger: { on: 'date', path: 'renewsAt', from: 0, until: 3 } }, 'trigger.path'],
    [{ trigger: { on: 'page', path: 'settings' } }, 'trigger.path'],
    [{ trigger: { on: 'event', event: '' } }, 'trigger.event'],
    [{ trigger: { on: 'event', event: 'x', delaySeconds: 0 } }, 'trigger.delaySeconds'],
    [{ trigger: { on: 'never' } }, 'trigger.on'],
    [{ schedule: { from: 'soon' } }, 'schedule.from'],
    [{ schedule: { from: '2026-12-02T00:00:00Z', until: '2026-12-01T00:00:00Z' } }, 'schedule.until'],
    [{ schedule: { hours: { from: 9, until: 9 } } }, 'schedule.hours.until'],
    [{ schedule: { zone: 'Mars' } }, 'schedule.zone'],
    [{ cadence: { show: 'every' } }, 'cadence.days'],
    [{ namespace: { id: 'a', from: 0.5, until: 0.5 } }, 'namespace.until'],
    [{ seed: 'Über' }, 'seed'],
    [{ goal: { kind: 'event', windowDays: 3 } }, 'goal.event'],
    [{ audience: { 'plans.id': 'x' } }, 'audience.plans.id'],
    [{ audience: { 'plan.id': { $inn: [] } } }, 'audience.plan.id.$inn'],
    [{ audience: { $or: {} } }, 'audience.$or'],
    [{ variants: [{ id: 'a' }, { id: 'a' }] }, 'variants.1.id'],
  ])('is told in both languages for %j', (part, field) => {
    const { [field]: told } = said(checkCampaign, { ...start, ...part })
    expect(told?.[0]).toMatch(/^[A-Z“$].*\.$/)
    expect(told?.[1]).toMatch(/[ぁ-んァ-ヶ一-龠].*。$/)
  })

  it('is told for settings and for definitions as well', () => {
    expect(said(checkWith(settings), { zone: 'Mars', currency: 'yen', budget: { userPerDay: -1 } })).toEqual({
      zone: ['Use a time zone such as Asia/Tokyo.', 'Asia/Tokyoのようなタイムゾーンを入力してください。'],
      currency: ['Use a code of three letters such as JPY or USD.', 'JPYやUSDのような3文字のコードを入力してください。'],
      'budget.userPerDay': ['Use 0 or more.', '0以上にしてください。'],
    })
    const one = { id: 'a', name: 'A', audience: { 'segment.b': true } }
    expect(Object.keys(said(checkWith(definitions), { segments: [one, one] }))).toEqual([
      'segments.1.id',
      'segments.0.audience',
      'segments.1.audience',
    ])
  })

  it('is told for the address of a webhook and for a cost', () => {
    const told = (message: string) => [describeMessage(message, 'en'), describeMessage(message, 'ja')]
    expect(told('url: expected an address that starts with https://')).toEqual(['Start with https://.', 'https:// で始めてください。'])
    expect(told('url: expected an address of the public internet')[1]).toBe('インターネット上のアドレスではありません。')
    expect(told('url: expected an address without a user name or password')[0]).toBe('Leave user name and password out.')
    expect(told('expected once, perShown or perAccepted')).toEqual(['Give at least one amount.', '金額を1つ以上入力してください。'])
  })

  it('is told for a line and for a file that cannot be read', () => {
    const told = (message: string) => [describeMessage(message, 'en'), describeMessage(message, 'ja')]
    expect(told('expected a time such as 2026-11-22T09:00:00Z')[1]).toBe('2026-10-01T00:00:00Zのような日時にしてください。')
    for (const missing of ['Invalid input: expected string, received undefined', 'missing; expected a text'])
      expect(told(missing)).toEqual(['Write something here.', '入力してください。'])
    expect(told('Invalid option: expected one of "month"|"year"')[1]).toBe('"month"|"year"のいずれかにしてください。')
    expect(told('Too small: expected number to be >=0')).toEqual(['Use 0 or more.', '0以上にしてください。'])
    expect(told('Too small: expected number to be >0')[0]).toBe('Use more than 0.')
    expect(told('column "colour" is not known')[0]).toBe('There is no column “colour”.')
    expect(told('column "subscription" is not known')[0]).toBe('There is no column “subscription”.')
    expect(told('Quote Not Closed: the parsing is finished with an opening quote at line 2')[1]).toBe('引用符（"）が閉じていません。')
  })

  it('quotes the schema’s words where there are no others', () => {
    expect(describeMessage('something new', 'en')).toBe('something new')
    expect(describeMessage('something new', 'ja')).toBe('この値は受け付けられません（something new）。')
  })
})

it.each([
  'line 4 is line 3 again; expected it once, with the whole quantity',
  '"team" appears twice; expected one line with the whole quantity',
  `expected an id of its own; "team" is another line's`,
  'expected a whole number, received a number',
  'expected true or false',
  'expected text without control characters',
  'Too big: expected string to have <=256 characters',
  'expected an amount: "team" has no price in USD for one month',
  'expected an amount below 90 trillion',
  'the body is larger than 5242880 bytes',
  'Max Record Size: record exceed the maximum number of tolerated bytes of 100000 at line 3',
  'whoever this names was erased after it happened',
])('of a file of subscriptions, "%s" is told in both languages', (message) => {
  expect(describeMessage(message, 'en')).toMatch(/^[A-Z“].*[.?]$/)
  expect(describeMessage(message, 'ja')).toMatch(/[ぁ-んァ-ヶ一-龠].*。$/)
})
