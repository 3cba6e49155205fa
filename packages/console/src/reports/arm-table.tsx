import type { ComponentChildren } from 'preact'
import { count, money, percent } from '../format.ts'
import type { Term as Key } from '../text/definitions.ts'
import { reportWords } from '../text/reports.ts'
import { words } from '../text/text.ts'
import { Table, type Column } from '../ui/table.tsx'
import { ArmDot } from './arm-dot.tsx'
import { AccountsLink } from './accounts-link.tsx'
import { Term } from './term.tsx'
import type { CampaignReport } from './wire.ts'

/** Counts of an arm, each of which opens its accounts. */
const COUNTS = ['accounts', 'shown', 'engaged', 'accepted', 'converted'] as const

/** Every arm in a row of its own, counts and money. */
export function ArmTable({ report }: { report: CampaignReport }) {
  const w = words(reportWords)
  const { arms, currency, otherMoney = [] } = report
  const withPeople = arms.some((one) => one.people !== undefined)
  const withValue = arms.some((one) => one.value !== 0)
  const column = (key: string, of: Key, label: string): Column => ({
    key,
    label,
    head: <Term of={of}>{label}</Term>,
    number: key !== 'arm',
  })
  const columns = [
    column('arm', 'arms.arm', w.arm),
    column('accounts', 'arms.accounts', w.accounts),
    column('shown', 'arms.shown', w.shown),
    column('engaged', 'arms.engaged', w.engaged),
    column('accepted', 'arms.accepted', w.accepted),
    column('converted', 'arms.converted', w.converted),
    column('rate', 'arms.rate', w.rate),
    ...(withPeople ? [column('people', 'arms.people', w.peopleRate)] : []),
    column('mrr', 'arms.expansionMrr', w.mrr),
    ...(withValue ? [column('value', 'arms.value', w.value)] : []),
  ]
  const rows = arms.map((one) => {
    const cells: Record<string, ComponentChildren> = {
      arm: <ArmDot arm={one.arm} />,
      ...opened(report.campaign, one),
      rate: <strong>{percent(one.rate, 2)}</strong>,
      people: ofPeople(one),
      mrr: money(one.expansionMrr, currency),
      value: money(one.value, currency),
    }
    return { key: one.arm, cells }
  })
  return (
    <section class="stack-16" aria-label={w.arms}>
      <Table caption={w.arms} columns={columns} rows={rows} />
      {otherMoney.length > 0 && (
        <p class="note">
          <Term of="otherMoney">{w.otherMoney}</Term>{' '}
          {otherMoney.map((one) => `${one.arm}: ${money(one.expansionMrr || one.value, one.currency)}`).join(' · ')}
        </p>
      )}
    </section>
  )
}

function opened(campaign: string, arm: CampaignReport['arms'][number]): Record<string, ComponentChildren> {
  const cell = (step: (typeof COUNTS)[number]) => (
    <AccountsLink campaign={campaign} step={step} arm={arm.arm} accounts={arm[step]}>
      {count(arm[step])}
    </AccountsLink>
  )
  return Object.fromEntries(COUNTS.map((step) => [step, cell(step)]))
}

/** How many people reached the goal, of how many. */
function ofPeople({ people = 0, peopleConverted = 0 }: CampaignReport['arms'][number]): string {
  return `${percent(people > 0 ? peopleConverted / people : null)} (${count(peopleConverted)} / ${count(people)})`
}
