import type { Settings } from '@espalier/core/schema'
import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { BoundNumber, BoundText } from '../campaigns/bound.tsx'
import type { Fields } from '../campaigns/draft.ts'
import { restraintWords } from '../text/restraint.ts'
import { words } from '../text/text.ts'

type Gate = keyof Settings['care']

/** Each gate that spares accounts: switched on or off, with its threshold where it has one. */
export function CareGates({ fields }: { fields: Fields }) {
  const w = words(restraintWords)
  const thresholds: Partial<Record<Gate, ComponentChildren>> = {
    health: <BoundNumber draft={fields} path="healthBelow" label={w.below} min={0} max={100} />,
    detractor: <BoundNumber draft={fields} path="detractorDays" label={w.within} unit={w.days} min={0} max={365} />,
    cancelling: (
      <>
        <BoundText draft={fields} path="cancelEvent" label={w.event} />
        <BoundNumber draft={fields} path="cancelQuietDays" label={w.quietFor} unit={w.days} min={0} max={365} />
      </>
    ),
  }
  return (
    <ul class="gates">
      {(Object.keys(w.gates) as Gate[]).map((gate) => (
        <CareGate key={gate} gate={gate} fields={fields}>
          {thresholds[gate]}
        </CareGate>
      ))}
    </ul>
  )
}

function CareGate({ gate, fields, children }: { gate: Gate; fields: Fields; children: ComponentChildren }) {
  const w = words(restraintWords)
  const id = useId()
  const on = fields.read(`care.${gate}`) !== false
  return (
    <li class={on ? 'gate' : 'gate off'}>
      <div>
        <label class="check">
          <input
            type="checkbox"
            checked={on}
            aria-describedby={id}
            onChange={(event) => fields.set(`care.${gate}`, event.currentTarget.checked)}
          />
          <span class="label">{w.gates[gate]}</span>
        </label>
        <p class="hint" id={id}>
          {w.about[gate]}
        </p>
      </div>
      {on && children && <div class="gate-fields">{children}</div>}
    </li>
  )
}
