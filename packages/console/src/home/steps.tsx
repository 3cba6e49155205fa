import type { ComponentChildren } from 'preact'
import { count, percent } from '../format.ts'
import { homeWords } from '../text/home.ts'
import { words } from '../text/text.ts'
import { Notice } from '../ui/notice.tsx'
import { address } from '../address.ts'
import { type HomeReport } from './wire.ts'

/** What a guardrail has stopped, then the four steps from a signal to growth that lasts. */
export function Steps({ report }: { report: HomeReport }) {
  const w = words(homeWords)
  const { alarms, steps, figures, segment } = report
  const kept = figures.find(({ id }) => id === 'keptExpansion')
  const group = segment ? { by: segment.by, value: segment.value } : {}
  return (
    <div class="stack-16">
      {alarms.length > 0 && (
        <Notice tone="bad" title={w.alarms(count(alarms.length))}>
          <p>{w.alarmsText}</p>
          <ul>
            {alarms.map(({ campaign, name }) => (
              <li key={campaign}>
                <a href={`/console/campaigns/${encodeURIComponent(campaign)}/report`}>{name}</a>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <ol class="home-steps" aria-label={w.steps}>
        <Step name={w.signals} value={count(steps.signals.accounts)} text={w.signalsText} href={address('/console/home/signals', group)}>
          <Reasons of={steps.signals.reasons} />
        </Step>
        <Step
          name={w.leaveAlone}
          value={count(steps.leaveAlone.accounts)}
          text={w.leaveAloneText}
          href={address('/console/home/leaveAlone', group)}
        >
          <Reasons of={steps.leaveAlone.reasons} />
        </Step>
        <Step
          name={w.campaigns}
          value={count(steps.running.campaigns)}
          text={w.campaignsText(count(steps.running.seen14d))}
          href="/console/campaigns"
        >
          <p class="note">
            <a href="/console/held-back">{w.spared(count(steps.heldBack.times), count(steps.heldBack.accounts))}</a>
          </p>
        </Step>
        <Step
          name={w.kept}
          value={kept?.value == null ? '–' : percent(kept.value)}
          text={kept?.value == null ? (w.why[kept?.reason ?? ''] ?? '') : w.keptText}
          href="/console/campaigns"
        />
      </ol>
    </div>
  )
}

function Step(props: { name: string; value: string; text: string; href: string; children?: ComponentChildren }) {
  const { name, value, text, href, children } = props
  return (
    <li class="panel home-step">
      <h2>
        <a href={href}>{name}</a>
      </h2>
      <p class="figure big">{value}</p>
      <p class="note">{text}</p>
      {children}
    </li>
  )
}

function Reasons({ of }: { of: readonly { reason: string; accounts: number }[] }) {
  const w = words(homeWords)
  if (of.length === 0) return <p class="note">{w.nobody}</p>
  return (
    <ul class="home-reasons">
      {of.slice(0, 4).map(({ reason, accounts }) => (
        <li key={reason}>
          <span>{w.reasons[reason] ?? reason}</span>
          <span class="figure">{count(accounts)}</span>
        </li>
      ))}
    </ul>
  )
}
