import { fork } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { campaign } from '@espalier/core/schema'
import { startJob } from '../packages/server/src/decisions/backtest/job.ts'
import { END, recordedCampaigns, recordPeriod } from './recorded.ts'
import { figure, table } from './table.ts'

const DAYS = 30

interface Measured {
  seconds: number
  /** Processor time of both threads, which tells more than the clock where others are at work as well. */
  processor: number
  /** The most that was resident, MB (10^6 bytes). */
  resident: number
  moments: number
  impressions: number
}

/** The most memory that this process ever had resident, in MB, from the kernel's own account. */
async function peakMegabytes(): Promise<number> {
  const status = await readFile('/proc/self/status', 'utf8')
  return (Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) * 1024) / 1e6
}

async function replay(folder: string): Promise<Measured> {
  const [draft] = recordedCampaigns(1)
  const definition = campaign.parse({ ...draft, id: 'draft', priority: 300 })
  const start = performance.now()
  const before = process.cpuUsage()
  const tally = await startJob(
    { folder },
    { campaign: definition, days: DAYS, from: END - DAYS * 86_400_000, to: END + 86_400_000 },
    Infinity,
  ).done
  if (!tally) throw new Error('the replay was stopped')
  const { user, system } = process.cpuUsage(before)
  return {
    seconds: (performance.now() - start) / 1000,
    processor: (user + system) / 1e6,
    resident: await peakMegabytes(),
    moments: tally.moments,
    impressions: tally.draft.impressions,
  }
}

/** In a process of its own, so that its memory is that of the replay alone. */
async function replayApart(folder: string): Promise<Measured> {
  const child = fork(import.meta.filename, [folder], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as Measured))
    child.once('exit', (code) => reject(new Error(`the replay ended with ${code}`)))
  })
}

/** A draft over a recorded period with twenty campaigns: time, and memory at two lengths of the log. */
export async function benchBacktest(): Promise<string> {
  const rows: string[][] = []
  for (const events of [250_000, 1_000_000]) {
    const folder = await recordPeriod(events)
    try {
      const { seconds, processor, resident, moments, impressions } = await replayApart(folder)
      const goal = events === 1_000_000 ? '15' : ''
      rows.push([
        `${events.toLocaleString('en')} events x 20 campaigns`,
        figure(seconds),
        goal,
        figure(processor),
        figure(resident),
        figure(moments),
        figure(impressions),
      ])
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
  return table(['backtest on two threads', 's', 'goal', 'processor, s', 'peak resident, MB', 'moments', 'impressions'], rows)
}

const [, main, folder] = process.argv
if (main === import.meta.filename && folder !== undefined) process.send?.(await replay(folder), () => process.disconnect())
