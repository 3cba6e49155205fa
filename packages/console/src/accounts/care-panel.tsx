import type { Catalog, Settings } from '@espalier/core/schema'
import { useMemo, useState } from 'preact/hooks'
import { BoundChoice, BoundNumber } from '../campaigns/bound.tsx'
import { createDraft } from '../campaigns/draft.ts'
import { decimal } from '../format.ts'
import { locale } from '../locale.ts'
import { careWords } from '../text/care.ts'
import { restraintWords } from '../text/restraint.ts'
import { words } from '../text/text.ts'
import { Tag } from '../ui/tag.tsx'
import { SaveChange } from './save-change.tsx'
import { changesOf } from './change.ts'
import { sparedBy } from './spared-by.ts'
import { UntilField } from './until-field.tsx'
import { changeAccount, type Account } from './wire.ts'
import './care.css'

const MARKS = ['onboarded', 'pastDue', 'risk', 'cancelling'] as const

interface Marked {
  plan?: string
  care: Record<string, unknown>
}

/** What holds offers back for an account, and the plan, to read and to change. */
export function CarePanel(props: { account: Account; catalog: Catalog | undefined; settings: Settings; onSaved: () => void }) {
  const { account, catalog, settings, onSaved } = props
  const w = words(careWords)
  const gates = words(restraintWords).gates
  const draft = useMemo(() => createDraft<Marked>(marksOf(account), () => new Map()), [account.id])
  const [now] = useState(Date.now)
  const { sparing, off } = sparedBy(account.care, settings, now)
  const plans = (catalog?.plans ?? []).filter((one) => one.kind === 'plan').map((one) => ({ value: one.id, label: one.name[locale.value] }))
  const save = async () => {
    const [before, after] = [marksOf(account), draft.value.value]
    const care = changesOf(before.care, after.care)
    const saved = await changeAccount(account.id, {
      ...(before.plan !== after.plan && { plan: after.plan ?? null }),
      ...(Object.keys(care).length > 0 && { care }),
    })
    draft.saved(marksOf(saved), after)
    onSaved()
  }
  return (
    <section class="panel stack-16" aria-labelledby="care-title">
      <div class="row">
        <h2 id="care-title">{w.title}</h2>
        <Tag tone={sparing.length > 0 ? 'warn' : 'good'}>{sparing.length > 0 ? w.spared : w.free}</Tag>
        {sparing.map((gate) => (
          <Tag key={gate}>{gates[gate]}</Tag>
        ))}
      </div>
      <p class="note">{w.text}</p>
      {off.map((gate) => (
        <p key={gate} class="note">
          {w.switchedOff(gates[gate])} <a href="/console/settings/restraint#care">{words(restraintWords).title}</a>
        </p>
      ))}
      <div class="care-form">
        <UntilField fields={draft} path="care.mutedUntil" label={w.mutedUntil} hint={w.mutedHint} zone={settings.zone} />
        <UntilField fields={draft} path="care.notAFitUntil" label={w.notAFitUntil} hint={w.notAFitHint} zone={settings.zone} />
        <BoundNumber draft={draft} path="care.score" label={w.score} hint={w.scoreHint(decimal(settings.healthBelow))} min={0} max={100} />
        <BoundChoice
          draft={draft}
          path="plan"
          label={w.plan}
          hint={w.planHint}
          onChoose={(next) => draft.set('plan', next === '' ? undefined : next)}
          options={[{ value: '', label: w.planUnknown }, ...plans]}
        />
        {MARKS.map((mark) => (
          <BoundChoice
            key={mark}
            draft={draft}
            path={`care.${mark}`}
            label={w.marks[mark]}
            onChoose={(next) => draft.set(`care.${mark}`, next === '' ? undefined : next === 'true')}
            options={[
              { value: '', label: w.unknown },
              { value: 'true', label: w.yes },
              { value: 'false', label: w.no },
            ]}
          />
        ))}
      </div>
      <SaveChange draft={draft} onSave={save} />
    </section>
  )
}

function marksOf({ plan, care }: Account): Marked {
  const { detractorAt: _, ...rest } = care
  return { ...(plan !== null && { plan }), care: rest }
}
