import { execFileSync } from 'node:child_process'
import { availableParallelism, loadavg, totalmem } from 'node:os'
import { benchBacktest } from './backtest.ts'
import { benchBoot } from './boot.ts'
import { benchBytes } from './bytes.ts'
import { benchDecide } from './decide.ts'
import { benchDifferential } from './differential.ts'
import { benchEvaluate } from './evaluate.ts'
import { benchGuest } from './guest.ts'
import { benchIngest } from './ingest.ts'
import { benchReports } from './reports.ts'
import { benchServer } from './server.ts'
import { benchStatistics } from './statistics.ts'
import { figure } from './table.ts'

const BENCHES: Record<string, () => string | Promise<string>> = {
  evaluate: benchEvaluate,
  differential: benchDifferential,
  decide: benchDecide,
  bytes: benchBytes,
  guest: benchGuest,
  server: benchServer,
  boot: benchBoot,
  ingest: benchIngest,
  reports: benchReports,
  backtest: benchBacktest,
  statistics: benchStatistics,
}

/** Under which circumstances the figures came about; a load above the number of cores makes times longer, ratios less so. */
function circumstances(): string {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  const [load = 0] = loadavg()
  return `Commit ${commit}, Node ${process.versions.node}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, load ${figure(load)} at the beginning.`
}

const asked = process.argv.slice(2)
const unknown = asked.find((name) => !(name in BENCHES))
if (unknown !== undefined) {
  console.error(`There is no bench "${unknown}". There are: ${Object.keys(BENCHES).join(', ')}.`)
  process.exitCode = 1
} else {
  console.log(`${circumstances()}\n`)
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (asked.length === 0 || asked.includes(name)) console.log(`## ${name}\n\n${await bench()}\n`)
  }
}
