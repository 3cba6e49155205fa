import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Refusal } from '../ingest/refusal.ts'

/** What the server counts about itself, in Prometheus' terms. */
export interface Metrics {
  readonly registry: Registry
  /** Since when it is counted, epoch milliseconds. */
  readonly since: number
  readonly requests: Counter<'method' | 'route' | 'status'>
  /** Seconds. */
  readonly duration: Histogram<'method' | 'route'>
  readonly events: Counter<'status'>
  readonly refused: Counter<keyof Refusal>
  readonly boots: Counter
  readonly lostBoots: Counter
}

/** A registry of its own for each app, so that two of them in one process do not share numbers. */
export function createMetrics(since: number): Metrics {
  const registry = new Registry()
  const registers = [registry]
  new Gauge({
    name: 'espalier_memory_bytes',
    help: 'Resident memory of the process.',
    registers,
    collect() {
      this.set(process.memoryUsage.rss())
    },
  })
  return {
    registry,
    since,
    requests: new Counter({
      name: 'espalier_requests_total',
      help: 'Answered requests.',
      labelNames: ['method', 'route', 'status'],
      registers,
    }),
    duration: new Histogram({
      name: 'espalier_request_duration_seconds',
      help: 'Time to the answer.',
      labelNames: ['method', 'route'],
      buckets: [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers,
    }),
    events: new Counter({ name: 'espalier_events_total', help: 'Events by what became of them.', labelNames: ['status'], registers }),
    refused: new Counter({
      name: 'espalier_events_refused_total',
      help: 'Refused events by why, and at which field.',
      labelNames: ['reason', 'field'],
      registers,
    }),
    boots: new Counter({ name: 'espalier_boots_total', help: 'Answered boots.', registers }),
    lostBoots: new Counter({
      name: 'espalier_boots_unlogged_total',
      help: 'Answered boots that could not be written to the log.',
      registers,
    }),
  }
}
