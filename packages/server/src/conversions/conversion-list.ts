import { currency, hostId, instant, slug } from '@espalier/core/schema'
import { z } from 'zod'
import { toMinor } from '../billing/money.ts'
import { loadRules } from '../decisions/rules.ts'
import { AHEAD_MS } from '../http/ahead.ts'
import { ERASED_SINCE, namingErased } from '../privacy/digests.ts'
import type { Conversion } from '../store/exposures.ts'
import type { Store } from '../store/store.ts'
import { fieldOf, itemError, readItems } from '../http/item-results.ts'
import type { ItemError } from '../http/item-results.ts'

const money = z.number().min(0).max(1e12)

/** Success as another system tells it. Money is in the currency's major unit. */
const conversion = z.strictObject({
  /** Unique for ever: the first conversion with an id counts. */
  id: hostId,
  account: hostId,
  user: hostId.optional(),
  /** Without it, money that recurs counts for every campaign with the goal `upgrade`, like a movement of the ledger. */
  campaign: slug.optional(),
  at: instant,
  /** What it brings a month. */
  mrr: money.optional(),
  /** What it brought once. */
  value: money.optional(),
  /** Default: the workspace's currency. */
  currency: currency.optional(),
})

export const conversionList = z.strictObject({ conversions: z.array(z.unknown()).min(1).max(2000) })

/** The same as the reference describes it; items are read one by one, so that one bad item does not lose the others. */
export const describedConversions = z.strictObject({ conversions: z.array(conversion).min(1).max(2000) })

export const conversionResults = z.object({
  results: z.array(
    z.object({
      id: z.string().optional(),
      status: z.enum(['accepted', 'duplicate', 'rejected']),
      account: z.string().optional().describe('The account that it counts for, where the one that was named is part of it'),
      error: itemError.optional(),
    }),
  ),
})
type Result = z.infer<typeof conversionResults>['results'][number]

/** Records conversions and says for each, in order, what became of it. Needs a transaction. */
export async function recordConversions(store: Store, list: readonly unknown[], now: number): Promise<Result[]> {
  const settings = await store.workspace.settings()
  const campaigns = new Set((await store.campaigns.list()).map((one) => one.id))
  const { merged } = await loadRules(store)
  const results: Result[] = []
  const kept: { index: number; conversion: Conversion; into: string | undefined }[] = []
  const items = readItems(list, 'conversions', conversion)
  const isErased = await namingErased(
    store.privacy,
    items.flatMap((item) => ('error' in item ? [] : dated(item.value))),
  )
  for (const item of items) {
    const refuse = ({ field, message }: ItemError, id?: string) => {
      results[item.index] = { ...(id ? { id } : {}), status: 'rejected', error: { field, message } }
    }
    if ('error' in item) {
      refuse(item.error, idOf(list[item.index]))
      continue
    }
    const erased = isErased(dated(item.value)) ? { field: 'account', message: ERASED_SINCE } : undefined
    const read = erased ?? toConversion(item.value, settings.currency, campaigns, now)
    if ('message' in read) refuse({ field: fieldOf('conversions', item.index, read.field), message: read.message }, item.value.id)
    else {
      const into = merged.get(read.account)
      kept.push({ index: item.index, conversion: into === undefined ? read : { ...read, account: into }, into })
    }
  }
  const created = await store.exposures.convert(kept.map((one) => one.conversion))
  kept.forEach((one, index) => {
    const { id } = one.conversion
    results[one.index] = { id, status: created[index] ? 'accepted' : 'duplicate', ...(one.into !== undefined && { account: one.into }) }
  })
  return results
}

const dated = ({ account, user, at }: z.output<typeof conversion>) => ({ names: [account, user], at: Date.parse(at) })

function idOf(raw: unknown): string | undefined {
  const id = typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : undefined
  return typeof id === 'string' ? id.slice(0, 256) : undefined
}

function toConversion(
  item: z.infer<typeof conversion>,
  workspace: string,
  campaigns: ReadonlySet<string>,
  now: number,
): Conversion | ItemError {
  const { id, account, user, campaign, mrr, value, currency: paid = workspace } = item
  const at = Date.parse(item.at)
  if (at > now + AHEAD_MS) return { field: 'at', message: 'expected a time that is not in the future' }
  if (campaign !== undefined && !campaigns.has(campaign)) return { field: 'campaign', message: `no campaign "${campaign}"` }
  const amounts: Pick<Conversion, 'mrr' | 'value'> = {}
  for (const [field, amount] of [
    ['mrr', mrr],
    ['value', value],
  ] as const) {
    if (amount === undefined) continue
    try {
      amounts[field] = toMinor(amount, paid)
    } catch (error) {
      return { field, message: error instanceof Error ? error.message : 'expected an amount' }
    }
  }
  return {
    id,
    account,
    at,
    ...(user === undefined ? {} : { person: user }),
    ...(campaign === undefined ? {} : { campaign }),
    ...amounts,
    ...(mrr === undefined && value === undefined ? {} : { currency: paid }),
  }
}
