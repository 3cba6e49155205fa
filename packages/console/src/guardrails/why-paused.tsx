import { percent } from '../format.ts'
import { guardrailWords } from '../text/guardrails.ts'
import { words } from '../text/text.ts'
import type { GuardrailReading } from './wire.ts'

const share = ({ accounts, harmed }: { accounts: number; harmed: number }) => percent(accounts > 0 ? harmed / accounts : null)

/** Which guardrails were crossed, in sentences with their figures. */
export function WhyPaused({ crossed }: { crossed: readonly GuardrailReading[] }) {
  const w = words(guardrailWords)
  return (
    <>
      {crossed.map(({ metric, treated, heldOut }) => {
        const what = w.metrics[metric] ?? metric
        return <p key={metric}>{heldOut ? w.because(what, share(treated), share(heldOut)) : w.becauseShare(what, share(treated))}</p>
      })}
    </>
  )
}
