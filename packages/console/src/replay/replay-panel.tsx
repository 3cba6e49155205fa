import type { CampaignInput } from '@espalier/core/schema'
import { useState } from 'preact/hooks'
import { count, moment, percent } from '../format.ts'
import { replayWords } from '../text/replay.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { Failure } from './failure.tsx'
import { ReplayOutcome } from './outcome.tsx'
import { isUnderWay, useReplay } from './use-replay.ts'
import type { Replay } from './wire.ts'
import '../charts/charts.css'
import '../style/report.css'
import './replay.css'

const PERIODS = ['7', '30', '90'] as const

/** Replays the draft over the recorded past and shows what would have come of it. `ready` is false while the draft is not valid. */
export function ReplayPanel({ campaign, ready }: { campaign: CampaignInput; ready: boolean }) {
  const w = words(replayWords)
  const [period, setPeriod] = useState<(typeof PERIODS)[number]>('30')
  const { current, earlier, error, start, cancel, open } = useReplay(campaign.id)
  const busy = current !== undefined && isUnderWay(current)
  return (
    <section class="panel stack-16 replay" aria-labelledby="replay-title">
      <h2 id="replay-title">{w.title}</h2>
      <p class="note">{w.intro}</p>
      <div class="row">
        <Segmented
          label={w.period}
          value={period}
          onChange={setPeriod}
          options={PERIODS.map((value) => ({ value, label: w.days(value) }))}
        />
        <Button disabled={!ready} busy={busy} onClick={() => start(campaign, Number(period))}>
          {current?.status === 'done' ? w.again : w.start}
        </Button>
        {!ready && <span class="note">{w.invalid}</span>}
      </div>
      {error && <Failure error={error} />}
      {current && busy && <Progress replay={current} onCancel={cancel} />}
      {current?.status === 'cancelled' && <Notice title={w.cancelled} />}
      {current?.status === 'failed' && (
        <Notice tone="bad" title={w.failed}>
          <p>{current.error === 'server-stopped' ? w.stoppedText : w.failedText}</p>
        </Notice>
      )}
      {current?.result && <ReplayOutcome result={current.result} campaign={campaign.id} />}
      {earlier.length > 0 && <Earlier replays={earlier} current={current?.id} onOpen={open} />}
    </section>
  )
}

function Progress({ replay: { progress }, onCancel }: { replay: Replay; onCancel: () => void }) {
  const w = words(replayWords)
  return (
    <div class="row progress">
      <label>
        <span>{progress === 0 ? w.waiting : w.running}</span>
        <progress value={progress} max={1} />
      </label>
      <span class="figure note">{w.done(percent(progress, 0))}</span>
      <Button small onClick={onCancel}>
        {w.cancel}
      </Button>
    </div>
  )
}

function Earlier({ replays, current, onOpen }: { replays: Replay[]; current: string | undefined; onOpen: (id: string) => void }) {
  const w = words(replayWords)
  return (
    <details>
      <summary>{w.earlier}</summary>
      <ul class="earlier">
        {replays.map(({ id, startedAt, days, status }) => (
          <li key={id}>
            <span>{moment(startedAt)}</span>
            <span>{w.days(count(days))}</span>
            <span class="note">{w.status[status]}</span>
            {id === current ? (
              <span class="note">{w.shownReplay}</span>
            ) : (
              <Button small kind="quiet" onClick={() => onOpen(id)}>
                {w.open}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
