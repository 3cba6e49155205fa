import type { Settings } from '@espalier/core/schema'
import { useState } from 'preact/hooks'
import type { ApiError } from '../api.ts'
import { settingsWords } from '../text/settings.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { saveSettings } from './wire.ts'

type Care = keyof Settings['care']

/** What holds for all campaigns: hold-out, attention budget, care. */
export function Restraint({ settings: initial }: { settings: Settings }) {
  const w = words(settingsWords)
  const [kept, setKept] = useState(initial)
  const [settings, setSettings] = useState(initial)
  const [error, setError] = useState<ApiError>()
  const [saved, setSaved] = useState(false)
  const change = (part: Partial<Settings>) => {
    setSaved(false)
    setSettings({ ...settings, ...part })
  }
  const budget = (part: Partial<Settings['budget']>) => change({ budget: { ...settings.budget, ...part } })
  const errorOf = (field: string) => error?.issues.find((one) => one.field === field)?.message
  const save = async () => {
    setError(undefined)
    try {
      const next = await saveSettings(settings)
      setKept(next)
      setSettings(next)
      setSaved(true)
    } catch (reason) {
      setError(reason as ApiError)
    }
  }
  const amount = (label: string, field: string, value: number, set: (value: number) => void, unit?: string, factor = 1, hint?: string) => (
    <Amount label={label} hint={hint} error={errorOf(field)} value={value} unit={unit} factor={factor} onChange={set} />
  )
  const { budget: b, care } = settings
  return (
    <section class="panel stack-16" aria-labelledby="restraint-title">
      <h2 id="restraint-title">{w.restraint}</h2>
      <p class="note">{w.restraintText}</p>
      <div class="settings-grid">
        {amount(w.holdout, 'holdout', settings.holdout, (holdout) => change({ holdout }), '%', 100, w.holdoutHint)}
        {amount(w.userPerDay, 'budget.userPerDay', b.userPerDay, (userPerDay) => budget({ userPerDay }))}
        {amount(w.userPerWeek, 'budget.userPerWeek', b.userPerWeek, (userPerWeek) => budget({ userPerWeek }))}
        {amount(w.accountPerDay, 'budget.accountPerDay', b.accountPerDay, (accountPerDay) => budget({ accountPerDay }))}
        {amount(w.quietFirstDays, 'budget.quietFirstDays', b.quietFirstDays, (quietFirstDays) => budget({ quietFirstDays }), w.days)}
        {amount(
          w.quietFirstSeconds,
          'budget.quietFirstSeconds',
          b.quietFirstSeconds,
          (quietFirstSeconds) => budget({ quietFirstSeconds }),
          w.seconds,
        )}
        {amount(w.healthBelow, 'healthBelow', settings.healthBelow, (healthBelow) => change({ healthBelow }))}
        {amount(w.detractorDays, 'detractorDays', settings.detractorDays, (detractorDays) => change({ detractorDays }), w.days)}
        {amount(w.sampling, 'surveySampling', settings.surveySampling, (surveySampling) => change({ surveySampling }), '%', 100)}
        <Field label={w.zone} hint={w.zoneHint} error={errorOf('zone')}>
          {(field) => <input {...field} value={settings.zone} onInput={(event) => change({ zone: event.currentTarget.value })} />}
        </Field>
        <Field label={w.currency} hint={w.currencyHint} error={errorOf('currency')}>
          {(field) => <input {...field} value={settings.currency} onInput={(event) => change({ currency: event.currentTarget.value })} />}
        </Field>
      </div>
      <fieldset>
        <legend class="label">{w.care}</legend>
        <div class="care">
          {(Object.keys(care) as Care[]).map((key) => (
            <label key={key} class="check">
              <input
                type="checkbox"
                checked={care[key]}
                onChange={(event) => change({ care: { ...care, [key]: event.currentTarget.checked } })}
              />
              {w.careOf[key]}
            </label>
          ))}
        </div>
      </fieldset>
      <label class="check">
        <input
          type="checkbox"
          checked={settings.requireConsent}
          onChange={(event) => change({ requireConsent: event.currentTarget.checked })}
        />
        {w.consent}
      </label>
      {error && (
        <p class="error" role="alert">
          {error.message}
        </p>
      )}
      <div class="row">
        <Button kind="primary" disabled={JSON.stringify(settings) === JSON.stringify(kept)} onClick={() => void save()}>
          {w.save}
        </Button>
        <span class="note" role="status">
          {saved ? w.saved : ''}
        </span>
      </div>
    </section>
  )
}

function Amount(props: {
  label: string
  hint: string | undefined
  error: string | undefined
  value: number
  unit: string | undefined
  factor: number
  onChange: (value: number) => void
}) {
  const { label, hint, error, value, unit, factor, onChange } = props
  return (
    <Field label={label} hint={hint} error={error}>
      {(field) => (
        <span class="unit">
          <input
            {...field}
            type="number"
            min={0}
            step="any"
            value={Math.round(value * factor * 1e6) / 1e6}
            onInput={(event) => {
              const next = event.currentTarget.valueAsNumber
              if (!Number.isNaN(next)) onChange(next / factor)
            }}
          />
          {unit && <span>{unit}</span>}
        </span>
      )}
    </Field>
  )
}
