import type { LeadEvidence } from '@espalier/core/schema'
import type { ComponentChildren } from 'preact'
import { Meters } from '../accounts/meters.tsx'
import { count, day, decimal, money, momentIn, shortDay } from '../format.ts'
import { locale } from '../locale.ts'
import { Traits } from '../people/traits.tsx'
import { careWords } from '../text/care.ts'
import { leadEvidenceWords } from '../text/lead-evidence.ts'
import { peopleWords } from '../text/people.ts'
import { words } from '../text/text.ts'
import { Table } from '../ui/table.tsx'
import { Fact } from './fact.tsx'

type Known = readonly [name: string, value: ComponentChildren]

/** What was known of an account when it was passed as a lead. */
export function Evidence({ evidence }: { evidence: LeadEvidence }) {
  const w = words(leadEvidenceWords)
  const { at, zone } = evidence
  return (
    <section class="stack-24" aria-labelledby="evidence-title">
      <div>
        <h2 id="evidence-title">{w.title}</h2>
        <p class="note">{w.text(momentIn(at, zone))}</p>
      </div>
      <div class="halves">
        <Part title={w.standing}>
          <Facts all={standingOf(evidence)} />
        </Part>
        <Part title={w.usage}>
          <Meters usage={evidence.usage} zone={zone} />
        </Part>
        <Part title={w.health}>
          <Health health={evidence.health} />
        </Part>
        <Part title={w.traits}>
          <Traits traits={evidence.traits} />
        </Part>
      </div>
      <Weeks evidence={evidence} />
      <Features features={evidence.features} />
      <Answers evidence={evidence} />
      <Campaigns evidence={evidence} />
    </section>
  )
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="panel stack-16">
      <h3>{title}</h3>
      {children}
    </section>
  )
}

function Facts({ all }: { all: readonly Known[] }) {
  return (
    <dl class="facts">
      {all.map(([name, value]) => (
        <Fact key={name} name={name}>
          {value}
        </Fact>
      ))}
    </dl>
  )
}

function standingOf({ plan, phase, daysToRenewal, mrr, people, problemSolved }: LeadEvidence): Known[] {
  const w = words(leadEvidenceWords)
  const paid = mrr.map(({ amount, currency }) => money(amount, currency)).join(' · ')
  return [
    ...(problemSolved ? [[w.solves, problemSolved] as const] : []),
    [w.plans, plan ? plan.name[locale.value] : w.noPlan],
    [w.phase, w.phases[phase]],
    [w.mrr, paid || w.noMrr],
    ...(daysToRenewal === null ? [] : [[w.renewal, (daysToRenewal < 0 ? w.renewed : w.inDays)(count(Math.abs(daysToRenewal)))] as const]),
    [w.people, w.peopleOf(count(people.lately), count(people.ever))],
  ]
}

function Health({ health }: { health: LeadEvidence['health'] }) {
  const w = words(leadEvidenceWords)
  const c = words(careWords)
  const marks = (['onboarded', 'pastDue', 'risk', 'cancelling'] as const).flatMap((mark): Known[] => {
    const value = health[mark]
    return value === undefined ? [] : [[c.marks[mark], value ? c.yes : c.no]]
  })
  const all: Known[] = [
    ...(health.score === undefined ? [] : [[w.score, decimal(health.score)] as const]),
    ...marks,
    ...(health.detractorDays === undefined ? [] : [[w.detractorDays, w.daysBefore(count(health.detractorDays))] as const]),
    ...(health.mutedUntil === undefined ? [] : [[c.mutedUntil, day(health.mutedUntil)] as const]),
    ...(health.notAFitUntil === undefined ? [] : [[c.notAFitUntil, day(health.notAFitUntil)] as const]),
  ]
  return all.length === 0 ? <p class="note">{w.noHealth}</p> : <Facts all={all} />
}

function Weeks({ evidence: { weeks, zone } }: { evidence: LeadEvidence }) {
  const w = words(leadEvidenceWords)
  const most = Math.max(1, ...weeks.map(({ events }) => events))
  return (
    <section class="stack-16" aria-labelledby="weeks-title">
      <div>
        <h3 id="weeks-title">{w.activity}</h3>
        <p class="note">{w.activityText}</p>
      </div>
      <Table
        dense
        stack={false}
        caption={w.activity}
        columns={[
          { key: 'from', head: w.week },
          { key: 'bar', head: <span class="unseen">{w.activity}</span>, label: '' },
          { key: 'events', head: w.events, number: true },
        ]}
        rows={weeks.map(({ from, events }) => ({
          key: from,
          cells: {
            from: shortDay(from, zone),
            bar: (
              <span class="week-bar" aria-hidden="true">
                <span style={{ width: `${(events / most) * 100}%` }} />
              </span>
            ),
            events: count(events),
          },
        }))}
      />
    </section>
  )
}

function Features({ features }: { features: LeadEvidence['features'] }) {
  const w = words(leadEvidenceWords)
  const p = words(peopleWords)
  return (
    <section class="stack-16" aria-labelledby="features-title">
      <h3 id="features-title">{w.features}</h3>
      {features.length === 0 ? (
        <p class="note">{w.noFeatures}</p>
      ) : (
        <Table
          caption={w.features}
          columns={[
            { key: 'feature', head: w.feature },
            { key: 'has', head: w.has },
            { key: 'uses', head: w.uses, number: true },
            { key: 'touches', head: w.touches, number: true },
          ]}
          rows={features.map((one) => ({
            key: one.feature,
            cells: {
              feature: one.name[locale.value],
              has: one.allowed ? p.yes : p.no,
              uses: one.uses === null ? '–' : count(one.uses),
              touches: count(one.touches),
            },
          }))}
        />
      )}
    </section>
  )
}

function Answers({ evidence: { answers, zone, campaigns } }: { evidence: LeadEvidence }) {
  const w = words(leadEvidenceWords)
  const nameOf = (id: string | null) => campaigns.find(({ campaign }) => campaign === id)?.name ?? id ?? '–'
  return (
    <section class="stack-16" aria-labelledby="answers-title">
      <h3 id="answers-title">{w.answers}</h3>
      {answers.length === 0 ? (
        <p class="note">{w.noAnswers}</p>
      ) : (
        <Table
          caption={w.answers}
          columns={[
            { key: 'when', head: w.when },
            { key: 'answer', head: w.answer },
            { key: 'campaign', head: w.campaign },
          ]}
          rows={answers.map((one, index) => ({
            key: `${index}`,
            cells: {
              when: momentIn(one.at, zone),
              answer: `${w.kinds[one.kind]} · ${(one.kind === 'nps' ? w.ofNps : w.ofCsat)(decimal(one.score))}`,
              campaign: nameOf(one.campaign),
            },
          }))}
        />
      )}
    </section>
  )
}

function Campaigns({ evidence: { campaigns, zone } }: { evidence: LeadEvidence }) {
  const w = words(leadEvidenceWords)
  return (
    <section class="stack-16" aria-labelledby="met-title">
      <h3 id="met-title">{w.met}</h3>
      {campaigns.length === 0 ? (
        <p class="note">{w.noMet}</p>
      ) : (
        <Table
          caption={w.met}
          columns={[
            { key: 'campaign', head: w.campaign },
            { key: 'shown', head: w.shown, number: true },
            { key: 'outcome', head: w.outcome },
          ]}
          rows={campaigns.map((one) => ({
            key: one.campaign,
            cells: {
              campaign: one.name,
              shown: count(one.shown),
              outcome: one.response && one.respondedAt ? `${w.responses[one.response]} · ${shortDay(one.respondedAt, zone)}` : w.noOutcome,
            },
          }))}
        />
      )}
    </section>
  )
}
