import type { ComponentChildren } from 'preact'
import { decimal, percent, points, signedMoney } from '../format.ts'
import { certaintyWords } from '../text/certainty.ts'
import type { Term as Key } from '../text/definitions.ts'
import { words } from '../text/text.ts'
import { type Column, Table } from '../ui/table.tsx'
import { armName } from './arm-name.ts'
import { Term } from './term.tsx'
import type { CampaignReport, Lift } from './wire.ts'

const MEANING = {
  conversion: 'lift.absolute',
  people: 'lift.people',
  engagement: 'arms.engaged',
  money: 'lift.money',
} as const satisfies Record<Lift['metric'], Key>

/** Of what is read in one way alone, the others say nothing. */
const NOTHING = { sequence: '–', p: '–', adjusted: '–', chance: '–', risk: '–' }

/** How sure every difference of the report is, read in each of the ways that people know. */
export function Readings({ report, rows }: { report: CampaignReport; rows: readonly Lift[] }) {
  const w = words(certaintyWords)
  const several = rows.some(({ arm }) => arm !== 'any')
  const told = rows.filter(({ fixed }) => fixed.p !== null)
  if (told.length === 0) return null
  const gain = told.find(({ arm, metric, adjusted }) => arm === 'any' && metric === 'people' && adjusted?.used)?.adjusted?.gain
  const amount = ({ metric }: Lift, value: number | null) =>
    value === null ? '–' : metric === 'money' ? signedMoney(value, report.currency) : points(value)
  const between = (one: Lift, low: number | null, high: number | null) => `${amount(one, low)} – ${amount(one, high)}`
  const column = (key: string, label: string, of: Key): Column => ({ key, label, head: <Term of={of}>{label}</Term>, number: true })
  const columns: Column[] = [
    { key: 'what', label: w.what, head: w.what },
    column('sequence', w.everyLook, 'lift.sequence'),
    column('fixed', w.oneLook, 'lift.fixed'),
    column('p', w.p, 'lift.p'),
    column('adjusted', w.pAdjusted, 'lift.pAdjusted'),
    column('chance', w.chance, 'lift.belief'),
    column('risk', w.risk, 'lift.risk'),
  ]
  return (
    <details class="readings">
      <summary>{w.readings}</summary>
      <p class="note">
        {w.readingsText} {report.prior !== null && <Term of="prior">{w.prior(percent(report.prior, 0))}</Term>}
      </p>
      <Table
        caption={w.readings}
        dense
        columns={columns}
        rows={told.flatMap((one) => {
          const cells: Record<string, ComponentChildren> = {
            what: <Term of={MEANING[one.metric]}>{several ? `${w.metrics[one.metric]}: ${armName(one.arm)}` : w.metrics[one.metric]}</Term>,
            sequence: between(one, one.sequence.low, one.sequence.high),
            fixed: between(one, one.fixed.low, one.fixed.high),
            p: chance(one.sequence.p),
            adjusted: chance(one.pAdjusted),
            chance: likely(one.belief?.chanceToWin),
            risk: one.belief ? amount(one, one.belief.riskOfTaking).replace('+', '') : '–',
          }
          const key = `${one.arm}/${one.metric}`
          const { adjusted } = one
          if (one.metric !== 'people' || !adjusted?.used) return { key, cells }
          const past = { what: <Term of="lift.peopleAdjusted">{w.peopleAdjusted}</Term>, fixed: between(one, adjusted.low, adjusted.high) }
          return [
            { key, cells },
            { key: `${key}/past`, cells: { ...NOTHING, ...past } },
          ]
        })}
      />
      {gain !== undefined && <p class="note">{w.peopleGain(percent(gain, 0))}</p>}
    </details>
  )
}

/** What is next to certain is not written as certain. */
function likely(share: number | undefined): string {
  return share !== undefined && share > 0.999 ? `> ${percent(0.999)}` : percent(share)
}

/** A probability; one that is next to nothing is not written as nothing. */
function chance(p: number | null): string {
  return p !== null && p < 0.0001 ? '< 0.0001' : decimal(p, 4)
}
