import { leadWords } from '../text/leads.ts'
import { words } from '../text/text.ts'
import { useResource } from '../ui/resource.ts'
import { LeadTable } from './lead-table.tsx'
import './leads.css'
import { readLeads } from './wire.ts'

/** The leads of one account, where campaigns passed it to people. */
export function AccountLeads({ account }: { account: string }) {
  const w = words(leadWords)
  const report = useResource(`leads/${account}`, () => readLeads({ account }))
  if (!report.data?.passing) return null
  return (
    <section class="stack-16" aria-labelledby="leads-title">
      <h2 id="leads-title">{w.title}</h2>
      {report.data.leads.length === 0 ? (
        <p class="note">{w.noneOfAccount}</p>
      ) : (
        <LeadTable leads={report.data.leads} onSaid={report.reload} />
      )}
    </section>
  )
}
