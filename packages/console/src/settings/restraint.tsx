import { settings as settingsSchema, type Settings } from '@espalier/core/schema'
import type { ComponentChildren } from 'preact'
import { useId, useMemo, useState } from 'preact/hooks'
import type { ApiError } from '../api.ts'
import { BoundChoice, BoundNumber, BoundText } from '../campaigns/bound.tsx'
import { checkWith } from '../campaigns/check.ts'
import { createDraft } from '../campaigns/draft.ts'
import { LeaveGuard } from '../campaigns/leave-guard.tsx'
import { MeanwhileNotice, TakenOver } from '../meanwhile/notice.tsx'
import { Meanwhile, type Opened } from '../meanwhile/opened.ts'
import { takeOver } from '../meanwhile/take-over.ts'
import { describeError } from '../describe-error.ts'
import { locale } from '../locale.ts'
import { restraintWords } from '../text/restraint.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { CareGates } from './care-gates.tsx'
import { changeSettings } from './wire.ts'
import { labelOf } from '../ui/label-of.ts'

const check = checkWith(settingsSchema)

/** What holds for all campaigns: hold-out, attention budget, care, surveys, the workspace's own facts. */
export function Restraint({ opened }: { opened: Opened<Settings> }) {
  const w = words(restraintWords)
  const draft = useMemo(() => createDraft<Settings>(opened.value, check), [])
  const [known, setKnown] = useState(opened)
  const [error, setError] = useState<ApiError>()
  const [done, setDone] = useState<'saved' | 'taken-over'>()
  const save = async (over = known) => {
    setError(undefined)
    setDone(undefined)
    try {
      // Signed identity and targets are set elsewhere.
      const sent = draft.value.value
      const { identity: _, targets: __, ...own } = sent
      const next = await changeSettings(own, over)
      setKnown(next)
      draft.saved(next.value, sent)
      setDone('saved')
    } catch (reason) {
      const failure = reason as ApiError
      setError(failure)
      draft.complain(failure.issues ?? [])
    }
  }
  const takeTheirs = ({ now }: Meanwhile<Settings>) => {
    draft.moveOnto(now.value, takeOver(known.value, draft.value.value, now.value) as Settings)
    setKnown(now)
    setError(undefined)
    setDone('taken-over')
  }
  const days = { unit: w.days, min: 0 }
  return (
    <section id="restraint" class="panel stack-16" aria-labelledby="restraint-title">
      <h2 id="restraint-title">{w.title}</h2>
      <p class="note">{w.text}</p>
      <Part title={w.measure}>
        <div class="settings-grid">
          <BoundNumber draft={draft} path="holdout" label={w.holdout} hint={w.holdoutHint} unit="%" factor={100} min={0} max={100} />
          <BoundNumber
            draft={draft}
            path="analysis.accounts"
            label={w.usualAccounts}
            hint={w.usualAccountsHint}
            min={100}
            max={100_000_000}
            step={1}
          />
          <BoundNumber
            draft={draft}
            path="analysis.priorDeviation"
            label={w.prior}
            hint={w.priorHint}
            unit="%"
            factor={100}
            min={0.1}
            max={1000}
            optional
          />
          <BoundNumber
            draft={draft}
            path="attribution.windowDays"
            label={w.creditWindow}
            hint={w.creditWindowHint}
            {...days}
            min={1}
            max={365}
          />
        </div>
      </Part>
      <Part title={w.guardrails} hint={w.guardrailsHint}>
        <div class="settings-grid">
          {(['churn', 'contraction', 'dismissal', 'detractor'] as const).map((one) => (
            <BoundNumber
              key={one}
              draft={draft}
              path={`guardrails.${one}`}
              label={w.cutoffs[one]}
              unit="%"
              factor={100}
              min={0}
              max={100}
            />
          ))}
        </div>
      </Part>
      <Part title={w.attention} hint={w.attentionHint}>
        <div class="settings-grid">
          <BoundNumber draft={draft} path="budget.userPerDay" label={w.userPerDay} min={0} max={1000} step={1} />
          <BoundNumber draft={draft} path="budget.userPerWeek" label={w.userPerWeek} min={0} max={1000} step={1} />
          <BoundNumber draft={draft} path="budget.accountPerDay" label={w.accountPerDay} min={0} max={1000} step={1} />
          <BoundNumber draft={draft} path="budget.quietFirstDays" label={w.quietFirstDays} {...days} max={90} />
          <BoundNumber draft={draft} path="budget.quietFirstSeconds" label={w.quietFirstSeconds} unit={w.seconds} min={0} max={600} />
        </div>
      </Part>
      <Part id="care" title={w.care} hint={w.careHint}>
        <CareGates fields={draft} />
      </Part>
      <Part title={w.surveys} hint={w.surveysHint}>
        <div class="settings-grid">
          <BoundNumber
            draft={draft}
            path="surveySampling"
            label={w.sampling}
            hint={w.samplingHint}
            unit="%"
            factor={100}
            min={0}
            max={100}
          />
          <BoundNumber draft={draft} path="surveys.firstAskDays" label={w.firstAsk} hint={w.firstAskHint} {...days} max={365} />
          <BoundNumber draft={draft} path="surveys.afterAnswerDays" label={w.afterAnswer} {...days} max={730} />
          <BoundNumber draft={draft} path="surveys.afterSeenDays" label={w.afterSeen} {...days} max={730} />
        </div>
      </Part>
      <Part title={w.revenue} hint={w.revenueHint}>
        <div class="settings-grid">
          <BoundText draft={draft} path="revenue.currency" label={w.reportIn} hint={w.reportInHint} optional />
          <BoundChoice
            draft={draft}
            path="revenue.paidToFree"
            label={w.paidToFree}
            hint={w.paidToFreeHint}
            options={Object.entries(w.paidToFrees).map(([value, label]) => ({ value, label }))}
          />
          <BoundChoice
            draft={draft}
            path="revenue.churnRecognised"
            label={w.churnRecognised}
            hint={w.churnRecognisedHint}
            options={Object.entries(w.churnRecogniseds).map(([value, label]) => ({ value, label }))}
          />
          <BoundNumber
            draft={draft}
            path="revenue.margin"
            label={w.margin}
            hint={w.marginHint}
            unit="%"
            factor={100}
            min={0.1}
            max={100}
            optional
          />
        </div>
      </Part>
      <Part title={w.workspace}>
        <div class="settings-grid">
          <BoundText draft={draft} path="zone" label={w.zone} hint={w.zoneHint} suggestions={Intl.supportedValuesOf('timeZone')} />
          <BoundText draft={draft} path="currency" label={w.currency} hint={w.currencyHint} />
        </div>
        <div>
          <label class="check">
            <input
              type="checkbox"
              checked={draft.read('requireConsent') === true}
              onChange={(event) => draft.set('requireConsent', event.currentTarget.checked)}
            />
            <span class="label">{w.consent}</span>
          </label>
          <p class="hint">{w.consentHint}</p>
        </div>
        <div>
          <label class="check">
            <input
              type="checkbox"
              checked={draft.read('privacy.gpc') === 'respect'}
              onChange={(event) => draft.set('privacy.gpc', event.currentTarget.checked ? 'respect' : 'ignore')}
            />
            <span class="label">{w.gpc}</span>
          </label>
          <p class="hint">{w.gpcHint}</p>
        </div>
      </Part>
      {error instanceof Meanwhile ? (
        <MeanwhileNotice of={error} onTakeOver={() => takeTheirs(error)} onOverwrite={() => void save(error.now)} />
      ) : (
        error && (
          <p class="error" role="alert">
            {describeError(error, locale.value, labelOf)}
          </p>
        )
      )}
      {done === 'taken-over' && <TakenOver />}
      <div class="row save-bar">
        <Button kind="primary" disabled={!draft.dirty.value || !draft.valid.value} onClick={() => void save()}>
          {w.save}
        </Button>
        <span class="note" role="status">
          {draft.dirty.value ? w.unsaved : done === 'saved' ? w.saved : ''}
        </span>
      </div>
      <LeaveGuard dirty={draft.dirty.value} />
    </section>
  )
}

function Part(props: { id?: string; title: string; hint?: string; children: ComponentChildren }) {
  const { id, title, hint, children } = props
  const heading = useId()
  return (
    <section {...(id !== undefined && { id })} class="settings-part" aria-labelledby={heading}>
      <h3 id={heading}>{title}</h3>
      {hint && <p class="note">{hint}</p>}
      {children}
    </section>
  )
}
