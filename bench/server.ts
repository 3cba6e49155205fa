import { readFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { startServer } from '../test/harness/server.ts'
import { median } from './measure.ts'
import { processorMillis } from './processor.ts'
import { figure, table } from './table.ts'

const RUNS = 5
const IDLE_SECONDS = 5

/** Resident memory in MB (10^6 bytes), from the kernel's own account. */
async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return (Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024) / 1e6
}

async function measureStart(): Promise<{ listening: number; processor: number; health: number; resident: number }> {
  const start = performance.now()
  const server = await startServer()
  const listening = performance.now() - start
  const processor = await processorMillis(server.pid)
  try {
    const answer = await fetch(`${server.url}/health`)
    if (!answer.ok) throw new Error(`/health answered ${answer.status}`)
    const health = performance.now() - start
    await wait(IDLE_SECONDS * 1000)
    return { listening, processor, health, resident: await residentMegabytes(server.pid) }
  } finally {
    await server.stop()
  }
}

/** Starts on an empty folder, several times one after the other; medians. */
export async function benchServer(): Promise<string> {
  const runs: Awaited<ReturnType<typeof measureStart>>[] = []
  for (let run = 0; run < RUNS; run++) runs.push(await measureStart())
  const of = (key: 'listening' | 'processor' | 'health' | 'resident') => figure(median(runs.map((run) => run[key])))
  return table(
    ['server on an empty folder', 'median', 'goal'],
    [
      ['spawn to "Listening", ms', of('listening'), '1,000'],
      ['processor time until then, ms', of('processor'), ''],
      ['spawn to the first answer of /health, ms', of('health'), '1,000'],
      [`resident memory after ${IDLE_SECONDS} s idle, MB`, of('resident'), '150'],
    ],
  )
}
