import { useState } from 'preact/hooks'
import type { ApiError } from '../api.ts'
import { describeError } from '../describe-error.ts'
import { count, day } from '../format.ts'
import { locale } from '../locale.ts'
import { rateWords } from '../text/rates.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { Table } from '../ui/table.tsx'
import { saveRate, type Rate, type RateList } from './rates-wire.ts'

/** Rates that are listed. */
const SHOWN = 24

/** What other currencies were worth, by day, and a form for one more. */
export function RatesPanel({ list, onSaved }: { list: RateList; onSaved: () => void }) {
  const w = words(rateWords)
  const [error, setError] = useState<ApiError>()
  const [removed, setRemoved] = useState<Rate>()
  const newest = list.rates.toSorted((one, other) =>
    one.day === other.day ? (one.currency < other.currency ? -1 : 1) : one.day < other.day ? 1 : -1,
  )
  const nameOf = (field: string | undefined) => (field === 'currency' || field === 'day' || field === 'rate' ? w[field] : undefined)
  const save = (rate: Parameters<typeof saveRate>[0]) => {
    setError(undefined)
    return saveRate(rate).then(
      () => {
        setRemoved(undefined)
        onSaved()
        return true
      },
      (reason: unknown) => {
        setError(reason as ApiError)
        return false
      },
    )
  }
  return (
    <section id="rates" class="panel stack-16" aria-labelledby="rates-title">
      <h2 id="rates-title">{w.title}</h2>
      <p class="note">
        {w.text(list.to)} {w.api}
      </p>
      {removed && (
        <Notice tone="good" title={w.removed(removed.currency, day(removed.day), removed.rate)}>
          <Button small focused onClick={() => void save(removed)}>
            {w.putBack}
          </Button>
        </Notice>
      )}
      {newest.length === 0 ? (
        <p class="note">{w.none}</p>
      ) : (
        <Table
          caption={w.title}
          dense
          columns={[
            { key: 'currency', head: w.currency },
            { key: 'day', head: w.day },
            { key: 'rate', head: w.rate, number: true },
            { key: 'action', head: w.action },
          ]}
          rows={newest.slice(0, SHOWN).map((one) => ({
            key: `${one.currency} ${one.day}`,
            cells: {
              currency: one.currency,
              day: day(one.day),
              rate: one.rate,
              action: (
                <Button
                  small
                  kind="danger"
                  label={w.removeOne(one.currency, day(one.day))}
                  onClick={() => void save({ ...one, rate: null }).then((gone) => gone && setRemoved(one))}
                >
                  {w.remove}
                </Button>
              ),
            },
          }))}
        />
      )}
      {newest.length > SHOWN && <p class="note">{w.newest(count(SHOWN), count(newest.length))}</p>}
      {error && (
        <p class="error" role="alert">
          {describeError(error, locale.value, (field) => nameOf(/^rates\[0\]\.(\w+)$/.exec(field)?.[1]))}
        </p>
      )}
      <NewRate to={list.to} save={save} />
    </section>
  )
}

function NewRate({ to, save }: { to: string; save: (rate: Rate) => Promise<boolean> }) {
  const w = words(rateWords)
  return (
    <form
      class="new-key new-rate"
      onSubmit={(event) => {
        event.preventDefault()
        const form = event.currentTarget
        const data = new FormData(form)
        const text = (name: string) => String(data.get(name)).trim()
        void save({ currency: text('currency').toUpperCase(), day: text('day'), rate: text('rate') }).then((kept) => kept && form.reset())
      }}
    >
      <Field label={w.currency}>{(field) => <input {...field} name="currency" placeholder="EUR" maxLength={3} required />}</Field>
      <Field label={w.day}>{(field) => <input {...field} name="day" type="date" required />}</Field>
      <Field label={w.rate}>{(field) => <input {...field} name="rate" inputMode="decimal" required aria-describedby="rate-hint" />}</Field>
      <div>
        <Button type="submit">{w.add}</Button>
      </div>
      <p class="hint whole-row" id="rate-hint">
        {w.rateHint(to)}
      </p>
    </form>
  )
}
