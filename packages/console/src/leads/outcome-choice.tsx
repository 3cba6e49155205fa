import { useState } from 'preact/hooks'
import type { ApiError } from '../api.ts'
import { describeError } from '../describe-error.ts'
import { locale } from '../locale.ts'
import { leadWords } from '../text/leads.ts'
import { words } from '../text/text.ts'
import { TurnDown } from './turn-down.tsx'
import { nameOfLead, sayOfLead, type Lead, type LeadWord } from './wire.ts'

const CHOICES: readonly Lead['state'][] = ['new', 'accepted', 'rejected', 'won']

/** The choice of what became of a lead; who turns it down is asked why. What was not taken stays written, with the reason. */
export function OutcomeChoice({ lead, onSaid }: { lead: Lead; onSaid: () => void }) {
  const w = words(leadWords)
  const [asked, setAsked] = useState(false)
  const [error, setError] = useState<ApiError>()
  const say = async (word: LeadWord) => {
    setError(undefined)
    try {
      await sayOfLead(lead, word)
      setAsked(false)
      onSaid()
    } catch (reason) {
      setError(reason as ApiError)
    }
  }
  const fault = error && (
    <p class="error" role="alert">
      {describeError(error, locale.value)}
    </p>
  )
  return (
    <>
      <select
        class="lead-choice"
        aria-label={w.sayOf(nameOfLead(lead))}
        value={lead.state}
        onChange={(event) => {
          const state = CHOICES.find((one) => one === event.currentTarget.value) ?? lead.state
          event.currentTarget.value = lead.state
          setError(undefined)
          if (state === 'rejected') setAsked(true)
          else void say({ state })
        }}
      >
        {CHOICES.map((state) => (
          <option key={state} value={state}>
            {w.states[state]}
          </option>
        ))}
      </select>
      {!asked && fault}
      {asked && (
        <TurnDown name={nameOfLead(lead)} onClose={() => setAsked(false)} onReason={(reason) => void say({ state: 'rejected', reason })}>
          {fault}
        </TurnDown>
      )}
    </>
  )
}
