import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type DecisionCase, DECISION_FILES, prepare } from '../../../test/harness/engine-cases.ts'
import { compileCampaign } from './compile.ts'
import { decide, heldBack } from './evaluate.ts'
import { holdout } from './gates/holdout.ts'
import { PAGE_GATES } from './gates/page.ts'
import { decideAmong, heldBackAmong, meantBy } from './judge.ts'

const cases = DECISION_FILES.flatMap((file) => {
  const text = readFileSync(new URL(`../cases/${file}`, import.meta.url), 'utf8')
  return (JSON.parse(text) as { cases: DecisionCase[] }).cases
})
const made = cases.map((one) => ({ name: one.name, ...prepare({ compileCampaign }, one.campaigns, one.input) }))

const FOLDED = ['cancel', 'server', 'date']
/** What the server answers a page with: running campaigns that this account may meet, no triggers of elsewhere, of health what was answered here. */
const meetsPage = ({ campaigns, input }: (typeof made)[number]): boolean =>
  campaigns.every((one) => one.state === 'running' && !FOLDED.includes(one.campaign.trigger.on) && holdout(one, input)) &&
  Object.keys(input.facts.health).every((fact) => fact === 'detractorDays')

describe('the gates of a page', () => {
  const met = made.filter(meetsPage)

  it('meet most of the cases', () => {
    expect(met.length).toBeGreaterThan(200)
    expect(met.length).toBeLessThan(made.length)
  })

  it.each(met)('decide as all gates do: $name', ({ campaigns, input }) => {
    const meant = meantBy(PAGE_GATES, campaigns, input)
    expect(decideAmong(PAGE_GATES, meant, input)).toEqual(decide(campaigns, input))
    expect(heldBackAmong(PAGE_GATES, meant, input)).toEqual(heldBack(campaigns, input))
  })

  it('never show what waits for something that only the server sees', () => {
    const waiting = made.filter(({ campaigns }) => campaigns.every(({ campaign }) => FOLDED.includes(campaign.trigger.on)))
    expect(waiting.length).toBeGreaterThan(10)
    const load = { on: 'load' } as const
    for (const { campaigns, input } of waiting) expect(meantBy(PAGE_GATES, campaigns, { ...input, moment: load })).toEqual([])
  })
})
