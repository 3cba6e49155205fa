import { currency } from '@espalier/core/schema'
import { z } from 'zod'
import { toMajor } from '../billing/money.ts'
import type { Columns } from '../http/table.ts'
import { DAY_MS, type Credit } from './credit.ts'
import { KEPT_DAYS } from './kept.ts'

const time = z.iso.datetime()

/** One credit with all that its numbers are made of. Money is a month, in the currency's major unit. */
const creditRow = z.object({
  account: z.string(),
  campaign: z.string(),
  heldOut: z.boolean(),
  movement: z.string(),
  /** The billing event. */
  event: z.string(),
  at: time,
  kind: z.string(),
  cause: z.string(),
  by: z.enum(['credit-id', 'engaged', 'shown', 'ghost']),
  metAt: time.nullable(),
  currency,
  credited: z.number(),
  reversed: z.number(),
  reversedAt: time.nullable(),
  reversedBy: z.string().nullable(),
  /** Still there at the age; null where it is too young. */
  kept30: z.number().nullable(),
  kept60: z.number().nullable(),
  kept90: z.number().nullable(),
  /** Still there now. */
  left: z.number(),
})
type CreditRow = z.infer<typeof creditRow>

/** Answer of `GET /v1/reports/campaigns/{id}/credits`. */
export const creditList = z.object({ credits: z.array(creditRow), windowDays: z.number(), asOf: time })

/** A credit as it is answered. */
export function toRow(credit: Credit, now: number): CreditRow {
  const { movement, campaign, heldOut, by, metAt, reversedAt, reversedBy } = credit
  const iso = (at: number | undefined) => (at === undefined ? null : new Date(at).toISOString())
  const major = (minor: number) => toMajor(minor, movement.currency)
  const [kept30, kept60, kept90] = KEPT_DAYS.map((days) => {
    const at = movement.at + days * DAY_MS
    return at <= now ? major(credit.leftAt(at)) : null
  })
  return {
    account: movement.account,
    campaign,
    heldOut,
    movement: movement.id,
    event: movement.event,
    at: new Date(movement.at).toISOString(),
    kind: movement.kind,
    cause: movement.cause,
    by,
    metAt: iso(metAt),
    currency: movement.currency,
    credited: major(credit.credited),
    reversed: major(credit.reversed),
    reversedAt: iso(reversedAt),
    reversedBy: reversedBy ?? null,
    kept30: kept30 ?? null,
    kept60: kept60 ?? null,
    kept90: kept90 ?? null,
    left: major(credit.leftAt(now)),
  }
}

/** The rows as a table for spreadsheets. */
export const CREDIT_COLUMNS: Columns<CreditRow> = [
  ['Account', 'アカウント', (row) => row.account],
  ['Campaign', 'キャンペーン', (row) => row.campaign],
  ['Held out', 'ホールドアウト', (row) => row.heldOut],
  ['Movement', '変動', (row) => row.movement],
  ['Billing event', '請求イベント', (row) => row.event],
  ['At', '日時', (row) => row.at],
  ['Kind', '種類', (row) => row.kind],
  ['Cause', '原因', (row) => row.cause],
  ['Credited by', '成果の根拠', (row) => row.by],
  ['Met at', '接した日時', (row) => row.metAt],
  ['Currency', '通貨', (row) => row.currency],
  ['Credited', '成果', (row) => row.credited],
  ['Reversed', '取り消し', (row) => row.reversed],
  ['Reversed at', '取り消した日時', (row) => row.reversedAt],
  ['Reversed by', '取り消しの請求イベント', (row) => row.reversedBy],
  ['Kept after 30 days', '30日後に残る額', (row) => row.kept30],
  ['Kept after 60 days', '60日後に残る額', (row) => row.kept60],
  ['Kept after 90 days', '90日後に残る額', (row) => row.kept90],
  ['Left', '現在残る額', (row) => row.left],
]
