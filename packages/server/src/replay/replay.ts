import type { CampaignReport } from '@espalier/core/schema'
import { campaignReport } from '@espalier/core/schema'
import { z } from 'zod'
import { createClient } from './client.ts'
import type { Client } from './client.ts'
import { readCustomers } from './customers.ts'
import type { Customer } from './customers.ts'
import { readExpected } from './expected.ts'
import { EXPERIMENT, sentAt, toConversions, toEvents, toExposure } from './experiment.ts'
import { printReport } from './print-report.ts'
import { createProgress } from './progress.ts'
import type { Output } from './progress.ts'
import { findTarget } from './target.ts'
import type { TargetOptions } from './target.ts'

/** Customers a round of requests. */
const ROUND = 1000
/** Rounds at a time. */
const AT_ONCE = 4

/**
 * Sends the recorded Hillstrom e-mail experiment through the public HTTP API, prints the report beside what is expected of it, and
 * answers the report. Sending it twice changes nothing. Throws one line when something fails or the report is not as expected.
 */
export async function replay(file: string, options: TargetOptions = {}, out: Output = process.stdout): Promise<CampaignReport> {
  const expected = await readExpected(file)
  await using target = await findTarget(options)
  const client = createClient(target.url, target.key)
  out.write(target.own ? `Started a server at ${target.url} for this replay.\n` : `Sending to ${target.url}.\n`)
  const version = await publish(client)
  const start = sentAt(Date.now())
  const progress = createProgress(out)
  await inRounds(readCustomers(file), async (customers) => {
    await client.post('/v1/exposures', { exposures: customers.map((one) => toExposure(one, start)) })
    const batch = customers.flatMap((one) => toEvents(one, version, start))
    await client.post('/v1/batch', { batch, sentAt: new Date().toISOString() })
    const conversions = customers.flatMap((one) => toConversions(one, start))
    if (conversions.length > 0) await client.post('/v1/conversions', { conversions })
    progress.add(customers.length)
  })
  progress.end()
  const report = campaignReport.parse(await client.find(`/v1/reports/campaigns/${EXPERIMENT.id}`))
  const differences = printReport(report, expected, out)
  if (differences > 0) throw new Error(`The report differs from what is expected in ${differences} places.`)
  return report
}

/** Publishes the experiment unless an earlier replay did, and answers its version. */
async function publish(client: Client): Promise<number> {
  const path = `/v1/campaigns/${EXPERIMENT.id}`
  const known = z.object({ version: z.int() }).safeParse(await client.find(path))
  if (known.success && known.data.version > 0) return known.data.version
  await client.send('PUT', path, EXPERIMENT)
  return z.object({ version: z.int() }).parse(await client.send('POST', `${path}/publish`)).version
}

/** Hands on the customers in rounds, a few at a time; the file is read no faster than the server takes it. */
async function inRounds(customers: AsyncIterable<Customer>, send: (round: Customer[]) => Promise<void>): Promise<void> {
  const running = new Set<Promise<void>>()
  let round: Customer[] = []
  const launch = async () => {
    const task: Promise<void> = send(round).finally(() => running.delete(task))
    // The failure is met by the race or the wait below; until then it must not count as unhandled.
    task.catch(() => undefined)
    running.add(task)
    round = []
    if (running.size >= AT_ONCE) await Promise.race(running)
  }
  for await (const customer of customers) {
    round.push(customer)
    if (round.length === ROUND) await launch()
  }
  if (round.length > 0) await launch()
  await Promise.all(running)
}
