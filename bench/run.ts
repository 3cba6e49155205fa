import { benchBytes } from './bytes.ts'
import { benchDecide } from './decide.ts'
import { benchEvaluate } from './evaluate.ts'
import { benchServer } from './server.ts'

const BENCHES: Record<string, () => string | Promise<string>> = {
  evaluate: benchEvaluate,
  decide: benchDecide,
  bytes: benchBytes,
  server: benchServer,
}

const asked = process.argv.slice(2)
const unknown = asked.find((name) => !(name in BENCHES))
if (unknown !== undefined) {
  console.error(`There is no bench "${unknown}". There are: ${Object.keys(BENCHES).join(', ')}.`)
  process.exitCode = 1
} else {
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (asked.length === 0 || asked.includes(name)) console.log(`## ${name}\n\n${await bench()}\n`)
  }
}
