/** @jsxImportSource #render */
import type { Child } from '../render/shape.ts'

const SCORES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
const JUMPS: Record<string, number> = { Home: 0, End: 10 }

interface Props {
  score: number | undefined
  low: string
  high: string
  pick(score: number): void
}

/** Eleven native radio buttons: the browser brings one tab stop and the arrow keys, Home and End are ours. */
export function Scale({ score, low, high, pick }: Props): Child {
  return (
    <>
      <div
        class="scale"
        role="radiogroup"
        aria-labelledby="title"
        aria-describedby="ends"
        onkeydown={(event) => {
          const to = JUMPS[event.key]
          if (to === undefined) return
          event.preventDefault()
          event.currentTarget.querySelector<HTMLInputElement>(`[value="${to}"]`)?.focus()
          pick(to)
        }}
      >
        {SCORES.map((one) => (
          <label class="score" key={one}>
            <input type="radio" name="score" value={one} checked={one === score} onchange={() => pick(one)} />
            <span>{one}</span>
          </label>
        ))}
      </div>
      <div class="ends note" id="ends">
        <span>
          <b>0 </b>
          {low}
        </span>
        <span>
          <b>10 </b>
          {high}
        </span>
      </div>
    </>
  )
}
