import { fork } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { campaign } from '@espalier/core/schema'
import { startJob } from '../packages/server/src/decisions/backtest/job.ts'
import { END, recordedCampaigns, recordPeriod } from './recorded.ts'
import { figure, table } from './table.ts'

const DAYS = 30

interface Measured {
  seconds: number
  /** Processor time of all processes, which tells more than the clock where others are at work as well. */
  processor: number
  /** The most memory of its own that each of them was seen to have, added up, MB (10^6 bytes). */
  own: number
  /** The same with pages of the database's file, which the processes share and the system takes back when it likes. */
  resident: number
  moments: number
  impressions: number
}

/** Memory of processes, MB by process, as the kernel counts it. */
interface Peaks {
  own: Map<number, number>
  resident: Map<number, number>
}

/** Looks at a process once; one that has ended says nothing any more. */
async function look({ own, resident }: Peaks, pid: number): Promise<void> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const megabytes = (name: string) => (Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) * 1024) / 1e6
  own.set(pid, Math.max(own.get(pid) ?? 0, megabytes('RssAnon')))
  resident.set(pid, Math.max(resident.get(pid) ?? 0, megabytes('VmHWM')))
}

const sumOf = (peaks: ReadonlyMap<number, number>): number => [...peaks.values()].reduce((sum, peak) => sum + peak, 0)

/** Processor time of this process and of those that it started and that have ended, seconds. */
async function processorSeconds(): Promise<number> {
  const stat = await readFile('/proc/self/stat', 'utf8')
  // After the name in brackets: user and system ticks are the 12th and 13th, of children the 14th and 15th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / 100
}

async function replay(folder: string): Promise<Measured> {
  const [draft] = recordedCampaigns(1)
  const definition = campaign.parse({ ...draft, id: 'draft', priority: 300 })
  const start = performance.now()
  const before = await processorSeconds()
  const period = { from: END - DAYS * 86_400_000, to: END + 86_400_000 }
  const job = startJob({ folder }, { campaign: definition, days: DAYS, ...period }, Infinity)
  const peaks: Peaks = { own: new Map(), resident: new Map() }
  const watch = setInterval(() => {
    for (const pid of [process.pid, ...job.pids]) void look(peaks, pid)
  }, 100)
  const tally = await job.done
  if (!tally) throw new Error('the replay was stopped')
  const seconds = (performance.now() - start) / 1000
  clearInterval(watch)
  await job.stop()
  return {
    seconds,
    processor: (await processorSeconds()) - before,
    own: sumOf(peaks.own),
    resident: sumOf(peaks.resident),
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
      const { seconds, processor, own, resident, moments, impressions } = await replayApart(folder)
      const goal = events === 1_000_000 ? '15' : ''
      rows.push([
        `${events.toLocaleString('en')} events x 20 campaigns`,
        figure(seconds),
        goal,
        figure(processor),
        figure(own),
        figure(resident),
        figure(moments),
        figure(impressions),
      ])
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
  return table(
    [
      'backtest by two processes',
      's',
      'goal',
      'processor, s',
      'own memory at most, MB',
      'with pages of the file, MB',
      'moments',
      'impressions',
    ],
    rows,
  )
}

const [, main, folder] = process.argv
if (main === import.meta.filename && folder !== undefined) process.send?.(await replay(folder), () => process.disconnect())
