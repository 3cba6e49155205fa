import type { CounterState } from '@espalier/core'

/**
 * A counter as it was kept: read only when somebody asks what it counted. An answer to a page hands on most counters as they are,
 * and reading and writing them again would cost more than the rest of it.
 */
export class KeptCounter implements CounterState {
  readonly #json: string
  #state: CounterState | undefined

  constructor(json: string) {
    this.#json = json
  }

  get d(): number {
    return this.#read().d
  }

  get n(): number[] {
    return this.#read().n
  }

  get t(): number {
    return this.#read().t
  }

  get f(): number {
    return this.#read().f
  }

  get l(): number {
    return this.#read().l
  }

  toJSON(): CounterState {
    return this.#read()
  }

  /** The counter as JSON, without reading it where it is a kept one. */
  static jsonOf(state: CounterState): string {
    return state instanceof KeptCounter ? state.#json : JSON.stringify(state)
  }

  #read(): CounterState {
    return (this.#state ??= JSON.parse(this.#json) as CounterState)
  }
}
