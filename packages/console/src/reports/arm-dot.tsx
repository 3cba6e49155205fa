import { HELD_OUT } from '@espalier/core'
import { armName } from './arm-name.ts'
import '../charts/charts.css'

/** An arm's name with its colour: the hold-out is always the same grey. */
export function ArmDot({ arm }: { arm: string }) {
  return <span class={arm === HELD_OUT ? 'arm-dot held' : 'arm-dot'}>{armName(arm)}</span>
}
