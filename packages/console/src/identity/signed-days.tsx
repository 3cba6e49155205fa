import { count, percent } from '../format.ts'
import { ChartOrTable } from '../ui/chart-or-table.tsx'
import { DayBars } from '../charts/day-bars.tsx'
import { DayTable } from '../charts/day-table.tsx'
import { identityWords } from '../text/identity.ts'
import { words } from '../text/text.ts'
import { Table } from '../ui/table.tsx'
import { signedShare } from './signed-share.ts'
import type { IdentityReport } from './wire.ts'

const KINDS = ['signed', 'unsigned', 'invalid'] as const
const LOOKS = { signed: 'shown', unsigned: 'held', invalid: 'bad' } as const

/** What browsers proved in the last days, and why their tokens were not accepted. */
export function SignedDays({ report }: { report: IdentityReport }) {
  const w = words(identityWords)
  const share = signedShare(report)
  if (share === undefined) return <p class="note">{w.none}</p>
  return (
    <>
      <ChartOrTable
        within
        title={`${w.perDay}: ${w.share(percent(share))}`}
        chart={() => (
          <DayBars
            label={w.perDay}
            parts={KINDS.map((kind) => ({ look: LOOKS[kind], label: w.kinds[kind] }))}
            days={report.days.map((one) => ({ day: one.day, values: KINDS.map((kind) => one[kind]) }))}
          />
        )}
        table={() => (
          <DayTable
            caption={w.perDay}
            columns={KINDS.map((kind) => w.kinds[kind])}
            days={report.days.map((one) => ({ day: one.day, values: KINDS.map((kind) => one[kind]) }))}
          />
        )}
      />
      <p class="note">{w.counted}</p>
      {report.problems.length > 0 && (
        <Table
          caption={w.problems}
          stack={false}
          dense
          columns={[
            { key: 'reason', head: w.problems },
            { key: 'times', head: w.times, number: true },
          ]}
          rows={report.problems.map(({ code, times }) => ({
            key: code,
            cells: { reason: w.reasons[code] ?? code, times: count(times) },
          }))}
        />
      )}
    </>
  )
}
