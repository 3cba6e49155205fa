import { useState } from 'preact/hooks'
import { count, month as writeMonth, percent } from '../format.ts'
import { rateWords } from '../text/rates.ts'
import { revenueWords } from '../text/revenue.ts'
import { words } from '../text/text.ts'
import { Definition } from '../ui/definition.tsx'
import { useResource } from '../ui/resource.ts'
import { Segmented } from '../ui/segmented.tsx'
import { MissingRates } from './exchange-notes.tsx'
import { readCohorts } from './wire.ts'

/** From twice the money of the beginning on, more is as dark: one month that grew tenfold would leave all others pale. */
const DARKEST = 2

/** What became of accounts by the month in which they began: their money, or their number. The darker, the more is left. */
export function Cohorts(asked: { currency?: string; by?: string | undefined; value?: string | undefined }) {
  const w = words(revenueWords)
  const r = words(rateWords)
  const [what, setWhat] = useState<'revenue' | 'logo'>('revenue')
  const { data } = useResource(`cohorts/${JSON.stringify(asked)}`, () => readCohorts(asked))
  const cohorts = data?.cohorts.filter(({ logo }) => logo.length > 0) ?? []
  if (cohorts.length === 0) return null
  const ages = Math.max(...cohorts.map(({ logo }) => logo.length))
  const darkest = Math.min(DARKEST, Math.max(1, ...cohorts.flatMap((cohort) => cohort[what].flatMap((share) => share ?? []))))
  return (
    <section class="stack-16 months" aria-labelledby="cohorts-title">
      <div class="row">
        <h2 id="cohorts-title">
          <Definition text={w.cohortsText}>{w.cohorts}</Definition>
        </h2>
        <span class="push">
          <Segmented
            label={w.cohorts}
            value={what}
            onChange={setWhat}
            options={[
              { value: 'revenue', label: w.ofRevenue },
              { value: 'logo', label: w.ofAccounts },
            ]}
          />
        </span>
      </div>
      <div class="table scroll dense" tabIndex={0} role="group" aria-label={w.cohorts}>
        <table class="cohorts">
          <caption class="unseen">{w.cohorts}</caption>
          <thead>
            <tr>
              <th scope="col">{w.began}</th>
              <th scope="col" class="number">
                {w.accounts}
              </th>
              {Array.from({ length: ages }, (_, age) => (
                <th key={age} scope="col" class="number">
                  {count(age)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cohorts.map((cohort) => (
              <tr key={cohort.month}>
                <th scope="row">{writeMonth(cohort.month)}</th>
                <td class="number">{count(cohort.accounts)}</td>
                {Array.from({ length: ages }, (_, age) => {
                  const share = cohort[what][age]
                  return (
                    <td key={age} class="number" style={share == null ? undefined : { '--kept': Math.min(1, share / darkest) }}>
                      {share == null ? '' : percent(share, 0)}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {data?.exchange && <p class="note">{r.cohortsTogether}</p>}
      <MissingRates exchange={data?.exchange ?? null} />
    </section>
  )
}
