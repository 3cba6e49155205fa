import { pino, type DestinationStream, type Level, type Logger } from 'pino'

/** How deep the causes of an error are followed. */
const DEEPEST = 5

/** The log: a line of JSON for each thing that happened, and of an error what went wrong and where, never the values that it was about. */
export function openLog(level: Level | 'silent', to: DestinationStream = pino.destination({ dest: 2, sync: true })): Logger {
  return pino({ level, base: null, serializers: { err: (error: unknown) => written(error, 0) } }, to)
}

/** Drivers hang the row on an error (`detail`, `where`, `parameters`), and with it whom it names. */
function written(error: unknown, depth: number): unknown {
  if (!(error instanceof Error)) return error
  const { name: type, message, stack, cause } = error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return { type, message, stack, code, ...(cause instanceof Error && depth < DEEPEST && { cause: written(cause, depth + 1) }) }
}
