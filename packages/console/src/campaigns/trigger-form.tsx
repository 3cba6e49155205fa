import { eventNames } from './rule-fields.ts'
import type { Settings, Trigger } from '@espalier/core/schema'
import { triggerWords } from '../text/triggers.ts'
import { words } from '../text/text.ts'
import { BoundChoice, BoundNumber, BoundText } from './bound.tsx'
import { Delay } from './delay.tsx'
import type { Draft } from './draft.ts'
import { FeatureChoice } from './feature-choice.tsx'
import type { Names } from './names.ts'
import { PropertyLines } from './property-lines.tsx'

/** What makes the campaign ask to be shown, with what that kind of trigger needs to know. */
export function TriggerForm({ draft, names, settings }: { draft: Draft; names: Names; settings: Settings | undefined }) {
  const w = words(triggerWords)
  const on = (draft.read('trigger.on') ?? 'load') as Trigger['on']
  const known = names.catalog?.features ?? []
  const event = eventNames(names.catalog)[0] ?? ''
  const start: Record<Trigger['on'], Trigger> = {
    load: { on: 'load' },
    event: { on: 'event', event },
    feature: { on: 'feature', feature: known[0]?.id ?? '' },
    limit: { on: 'limit', feature: known.find((one) => one.kind === 'metered')?.id ?? '', ratio: 0.8 },
    page: { on: 'page', path: '/' },
    visible: { on: 'visible' },
    cancel: { on: 'cancel' },
    server: { on: 'server', event: '', days: 30 },
    date: { on: 'date', path: 'account.renewsAt', from: -30, until: 0 },
    code: { on: 'code' },
  }
  return (
    <div class="stack-12">
      <BoundChoice
        draft={draft}
        path="trigger.on"
        label={w.label}
        hint={w.about[on]}
        onChoose={(next) => draft.set('trigger', start[next as Trigger['on']])}
        options={Object.entries(w.on).map(([value, label]) => ({ value, label }))}
      />
      {(on === 'event' || on === 'server') && (
        <>
          <BoundText draft={draft} path="trigger.event" label={w.event} suggestions={eventNames(names.catalog)} />
          <PropertyLines
            value={draft.read('trigger.where') as Extract<Trigger, { on: 'event' }>['where']}
            path="trigger.where"
            errors={draft.errorsUnder('trigger.where')}
            onChange={(next) => draft.set('trigger.where', next)}
            onReadable={draft.setReadable}
          />
        </>
      )}
      {on === 'event' && <Delay draft={draft} />}
      {on === 'server' && (
        <BoundNumber draft={draft} path="trigger.days" label={w.armedFor} unit={w.days} min={1} max={365} fallback={30} />
      )}
      {(on === 'feature' || on === 'limit') && (
        <div class="pair">
          <FeatureChoice draft={draft} path="trigger.feature" names={names} label={w.feature} metered={on === 'limit'} />
          {on === 'limit' && <BoundNumber draft={draft} path="trigger.ratio" label={w.ratio} unit="%" factor={100} min={0} max={1000} />}
        </div>
      )}
      {on === 'page' && <BoundText draft={draft} path="trigger.path" label={w.path} placeholder="/settings/*" />}
      {on === 'cancel' && (
        <p class="hint">
          {settings && <code>{settings.cancelEvent}</code>} <a href="/console/settings/restraint#care">{w.toSettings}</a>
        </p>
      )}
      {on === 'date' && (
        <>
          <BoundText
            draft={draft}
            path="trigger.path"
            label={w.trait}
            suggestions={['account.renewsAt', 'account.trialEndsAt', 'account.createdAt', 'user.createdAt']}
          />
          <div class="pair">
            <BoundNumber draft={draft} path="trigger.from" label={w.from} unit={w.daysFrom} min={-730} max={730} />
            <BoundNumber draft={draft} path="trigger.until" label={w.until} unit={w.daysFrom} min={-730} max={730} />
          </div>
          <p class="hint">{w.dateHint}</p>
        </>
      )}
    </div>
  )
}
