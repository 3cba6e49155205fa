import type { Catalog } from '@espalier/core/schema'
import { describeAudience } from '../campaigns/audience-sentence.ts'
import { listCampaigns } from '../campaigns/wire.ts'
import { count, day } from '../format.ts'
import { locale } from '../locale.ts'
import { peopleWords } from '../text/people.ts'
import { words } from '../text/text.ts'
import { useResource } from '../ui/resource.ts'
import { Table } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import type { MetCampaign } from './wire.ts'

const OUTCOMES = ['acceptedAt', 'answeredAt', 'dismissedAt', 'engagedAt', 'shownAt'] as const

/** The campaigns that met the account and why, in which arm, and the furthest that came of each. */
export function MetCampaigns({ met, catalog }: { met: MetCampaign[]; catalog: Catalog | undefined }) {
  const w = words(peopleWords)
  const campaigns = useResource('campaigns', listCampaigns)
  return (
    <section class="stack-16" aria-labelledby="campaigns-title">
      <h2 id="campaigns-title">{w.campaigns}</h2>
      {met.length === 0 ? (
        <p class="note">{w.noCampaigns}</p>
      ) : (
        <Table
          caption={w.campaigns}
          columns={[
            { key: 'campaign', head: w.campaign },
            { key: 'arm', head: w.arm },
            { key: 'since', head: w.since },
            { key: 'shown', head: w.shown, number: true },
            { key: 'outcome', head: w.outcome },
          ]}
          rows={met.map((one) => {
            const known = campaigns.data?.find(({ id }) => id === one.campaign)
            const outcome = OUTCOMES.find((key) => one[key] !== undefined)
            return {
              key: one.campaign,
              cells: {
                campaign: (
                  <>
                    <a href={`/console/campaigns/${encodeURIComponent(one.campaign)}`}>{known?.name ?? one.campaign}</a>
                    {known && <span class="cell-note">{describeAudience(known.audience, { locale: locale.value, catalog })}</span>}
                  </>
                ),
                arm: one.heldOut ? <Tag>{w.heldOut}</Tag> : one.arm === 'treated' ? w.treated : one.arm,
                since: day(one.at),
                shown: count(one.heldOut ? 0 : one.shown),
                outcome: outcome && !one.heldOut ? `${w.outcomes[outcome]}, ${day(one[outcome])}` : w.outcomes.none,
              },
            }
          })}
        />
      )}
    </section>
  )
}
