import type { CampaignInput } from '@espalier/core/schema'
import { placeName } from '../debugger/place-name.ts'
import { count, percent } from '../format.ts'
import { replayWords } from '../text/replay.ts'
import { words } from '../text/text.ts'
import { Notice } from '../ui/notice.tsx'
import { Table } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { AskedPanel } from './asked-panel.tsx'
import { useOnDemand } from './on-demand.ts'
import { forecastConflicts, type ConflictForecast } from './wire.ts'

/** Which running campaigns the draft would meet in its place, who would be shown, and whether attention is left. */
export function ConflictsPanel({ campaign, ready }: { campaign: CampaignInput; ready: boolean }) {
  const w = words(replayWords)
  const forecast = useOnDemand(JSON.stringify(campaign), () => forecastConflicts(campaign))
  return (
    <AskedPanel
      title={w.conflicts}
      about={w.conflictsText}
      ask={w.forecast}
      askAgain={w.forecastAgain}
      waiting={w.forecasting}
      ready={ready}
      from={forecast}
    >
      {(answer) => <Forecast forecast={answer} campaign={campaign} />}
    </AskedPanel>
  )
}

function Forecast({ forecast, campaign }: { forecast: ConflictForecast; campaign: CampaignInput }) {
  const w = words(replayWords)
  const { rivals, lostToBudget, sampled } = forecast
  const nameOf = (id: string) => (id === campaign.id ? w.thisOne : (rivals.find((one) => one.campaign === id)?.name ?? id))
  return (
    <>
      {rivals.length === 0 ? (
        <Notice tone="good" title={w.noRivals} />
      ) : (
        <Table
          caption={w.conflicts}
          dense
          columns={[
            { key: 'rival', head: w.rival },
            { key: 'place', head: w.place },
            { key: 'shared', head: w.shared, number: true },
            { key: 'priority', head: w.priority, number: true },
            { key: 'winner', head: w.winner },
          ]}
          rows={rivals.map((one) => ({
            key: `${one.campaign} ${one.place}`,
            cells: {
              rival: <a href={`/console/campaigns/${encodeURIComponent(one.campaign)}`}>{one.name}</a>,
              place: placeName(one.place),
              shared: count(one.sharedAccounts),
              priority: count(one.priority),
              winner: <Tag tone={one.winner === campaign.id ? 'good' : 'warn'}>{nameOf(one.winner)}</Tag>,
            },
          }))}
        />
      )}
      <p>
        {lostToBudget.accounts === 0 ? w.budgetFine : w.budgetLost(count(lostToBudget.accounts), percent(lostToBudget.share))}{' '}
        <span class="note">{w.sampled(count(sampled))}</span>
      </p>
    </>
  )
}
