import { decimal, percent } from '../format.ts'
import { usePlanName } from '../home/segment-name.ts'
import { locale } from '../locale.ts'
import { featureWords } from '../text/features.ts'
import { words } from '../text/text.ts'
import { Definition } from '../ui/definition.tsx'
import { Table } from '../ui/table.tsx'
import { AccountsLink } from './accounts-link.tsx'
import type { FeatureAccountsQuestion, FeatureReport } from './wire.ts'

type Group = Pick<FeatureAccountsQuestion, 'by' | 'value'>

/** Of the accounts that have a feature, how many use it, how often, and on which plan. */
export function Adoption({ report: { features, days }, group }: { report: FeatureReport; group: Group }) {
  const w = words(featureWords)
  const planName = usePlanName()
  const plans = [...new Set(features.flatMap((one) => one.plans.map(({ plan }) => plan)))]
  return (
    <section class="stack-16" aria-label={w.use}>
      <h2>{w.use}</h2>
      <Table
        caption={w.use}
        columns={[
          { key: 'feature', head: w.feature },
          { key: 'bar', head: <Definition text={w.defined.adoption}>{w.adoption}</Definition>, label: w.adoption },
          { key: 'entitled', head: <Definition text={w.defined.entitled}>{w.entitled}</Definition>, label: w.entitled, number: true },
          { key: 'using', head: <Definition text={w.defined.using}>{w.using}</Definition>, label: w.using, number: true },
          { key: 'frequency', head: <Definition text={w.defined.frequency}>{w.frequency}</Definition>, label: w.frequency, number: true },
          ...plans.map((plan) => {
            const name = plan ? planName(plan) : w.noPlan
            return { key: `plan-${plan}`, head: name, label: name, number: true }
          }),
        ]}
        rows={features.map((one) => ({
          key: one.feature,
          cells: {
            feature: one.name[locale.value],
            bar: one.reason ? (
              <span class="note">{w.reasons[one.reason] ?? one.reason}</span>
            ) : (
              <span class="adoption">
                <span class="track" aria-hidden="true">
                  <span style={{ width: `${(one.adoption ?? 0) * 100}%` }} />
                </span>
                <span class="figure">{percent(one.adoption, 0)}</span>
              </span>
            ),
            entitled: <AccountsLink accounts={one.entitled} feature={one.feature} which="entitled" days={`${days}`} {...group} />,
            using: one.reason ? '–' : <AccountsLink accounts={one.using} feature={one.feature} which="using" days={`${days}`} {...group} />,
            frequency: decimal(one.frequency, 1),
            ...Object.fromEntries(one.plans.map(({ plan, adoption }) => [`plan-${plan}`, percent(adoption, 0)])),
          },
        }))}
      />
    </section>
  )
}
