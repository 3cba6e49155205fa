import { heldOutShare } from '@espalier/core'
import type { Catalog, Settings } from '@espalier/core/schema'
import { useState } from 'preact/hooks'
import { count, percent, points } from '../format.ts'
import { locale } from '../locale.ts'
import { readCatalog, readSettings } from '../settings/wire.ts'
import { campaignWords } from '../text/campaigns.ts'
import { guardrailWords } from '../text/guardrails.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Definition } from '../ui/definition.tsx'
import { Empty } from '../ui/empty.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { useResource } from '../ui/resource.ts'
import { Table } from '../ui/table.tsx'
import { ArmBars, compareArms } from './arms.tsx'
import { describeAudience } from './audience-sentence.ts'
import { applyFilter, Filters, type Filter } from './filters.tsx'
import { StateTag } from './state-tag.tsx'
import { listCampaigns, type CampaignSummary } from './wire.ts'
import './list.css'

const EVERYTHING: Filter = { state: '', motion: '', text: '' }

/** All campaigns: what they do, to whom, and what came of it in both arms. */
export function CampaignList() {
  const w = words(campaignWords)
  const campaigns = useResource('campaigns', listCampaigns)
  const catalog = useResource('catalog', readCatalog)
  const settings = useResource('settings', readSettings)
  const [filter, setFilter] = useState(EVERYTHING)
  const create = (
    <Button kind="primary" href="/console/campaigns/new">
      {w.create}
    </Button>
  )
  return (
    <Page title={w.title} beside={campaigns.data?.length ? create : undefined}>
      <Loaded from={campaigns}>
        {(all) => {
          if (all.length === 0) {
            return (
              <Empty
                title={w.emptyTitle}
                action={
                  <div class="row">
                    {create}
                    <Button href="/console/settings/install">{w.install}</Button>
                  </div>
                }
              >
                {w.emptyText}
              </Empty>
            )
          }
          const shown = applyFilter(all, filter)
          return (
            <div class="stack-16">
              {all.flatMap((one) =>
                one.state === 'auto-paused' ? (
                  <Notice key={one.id} tone="bad" title={words(guardrailWords).pausedOne(one.name)}>
                    <a href={`/console/campaigns/${one.id}`}>{words(guardrailWords).see}</a>
                  </Notice>
                ) : (
                  []
                ),
              )}
              <Filters filter={filter} onChange={setFilter} />
              <p class="note" role="status">
                {w.found(shown.length, all.length)}
              </p>
              {shown.length > 0 ? (
                <CampaignTable campaigns={shown} catalog={catalog.data} settings={settings.data} />
              ) : (
                <Empty title={w.noneTitle} action={<Button onClick={() => setFilter(EVERYTHING)}>{w.clear}</Button>}>
                  {w.noneText}
                </Empty>
              )}
            </div>
          )
        }}
      </Loaded>
    </Page>
  )
}

function CampaignTable(props: { campaigns: CampaignSummary[]; catalog: Catalog | undefined; settings: Settings | undefined }) {
  const { campaigns, catalog, settings } = props
  const w = words(campaignWords)
  const compared = campaigns.map((one) => compareArms(one.arms))
  const scale = Math.max(...compared.flatMap(({ treated, heldOut }) => [treated.rate ?? 0, heldOut.rate ?? 0]))
  return (
    <Table
      caption={w.title}
      columns={[
        { key: 'name', head: w.name },
        { key: 'state', head: w.state },
        { key: 'seen', head: <Definition text={w.seenDefinition}>{w.seen}</Definition>, label: w.seen, number: true },
        { key: 'arms', head: <Definition text={w.armsDefinition}>{w.arms}</Definition>, label: w.arms },
        {
          key: 'difference',
          head: <Definition text={w.differenceDefinition}>{w.difference}</Definition>,
          label: w.difference,
          number: true,
        },
        { key: 'kept', head: <Definition text={w.keptDefinition}>{w.kept}</Definition>, label: w.kept, number: true },
        { key: 'holdout', head: <Definition text={w.holdoutDefinition}>{w.holdout}</Definition>, label: w.holdout, number: true },
      ]}
      rows={campaigns.map((one, index) => {
        const comparison = compared[index] ?? compareArms([])
        return {
          key: one.id,
          cells: {
            name: (
              <>
                <a href={`/console/campaigns/${one.id}`}>{one.name}</a>
                <span class="cell-note">
                  {w.motions[one.motion]} · {w.kinds[one.kind]}
                </span>
                {one.owner !== null && <span class="cell-note">{w.owner(one.owner)}</span>}
                <span class="cell-note">{describeAudience(one.audience, { locale: locale.value, catalog })}</span>
              </>
            ),
            state: (
              <>
                <StateTag state={one.state} />
                {one.guardrails && <span class="cell-note standing">{w.guardrails[one.guardrails]}</span>}
              </>
            ),
            seen: count(one.seen14d),
            arms:
              one.version === 0 ? (
                <span class="note">{w.notYet}</span>
              ) : (
                <>
                  <ArmBars comparison={comparison} scale={scale} />
                  <a class="report-link" href={`/console/campaigns/${one.id}/report`} aria-label={`${w.report}: ${one.name}`}>
                    {w.report}
                  </a>
                </>
              ),
            difference: <Difference of={one} />,
            kept: percent(one.kept90),
            holdout: settings && (
              <>
                {percent(heldOutShare(settings.holdout, one.holdout))}
                {one.holdout > 0 && <span class="cell-note folded">{w.holdoutParts(percent(settings.holdout), percent(one.holdout))}</span>}
              </>
            ),
          },
        }
      })}
    />
  )
}

/** How much more the shown accounts converted, and how sure that is. */
function Difference({ of: { kind, lift } }: { of: CampaignSummary }) {
  const w = words(campaignWords)
  if (!lift) return <>{kind === 'nps' ? <span class="cell-note">{w.survey}</span> : '–'}</>
  const { estimate, low, high, enough } = lift
  return (
    <>
      <span class={enough ? 'difference' : 'difference open'}>{points(estimate)}</span>
      {enough && low !== null && high !== null && <span class="cell-note">{w.interval(points(low), points(high))}</span>}
      <span class="cell-note">{enough ? w.points : w.tooFew}</span>
    </>
  )
}
