import type { Kysely } from 'kysely'
import type { CouponTerms, DiscountStore, ToldCoupon, ToldDiscount } from '../discounts.ts'
import { among } from './among.ts'
import type { Engine } from './engine.ts'
import type { Tables } from './tables.ts'

/** The port of discounts over SQL. */
export function createDiscountStore(db: Kysely<Tables>, engine: Engine): DiscountStore {
  return {
    async tellDiscount({ id, event, at, start, end = null, customer, general, coupon, terms }) {
      const row = { id, event_id: event, at, started_at: start, ended_at: end, customer_id: customer, coupon_id: coupon }
      await db
        .insertInto('discount')
        .values({ ...row, general: general ? 1 : 0, terms: terms ? JSON.stringify(terms) : null })
        .onConflict((on) => on.columns(['id', 'event_id']).doNothing())
        .execute()
    },
    async tellCoupon({ id, event, at, terms }) {
      await db
        .insertInto('coupon')
        .values({ id, event_id: event, at, terms: JSON.stringify(terms) })
        .onConflict((on) => on.columns(['id', 'event_id']).doNothing())
        .execute()
    },
    async discountsOf(customers) {
      const rows = await db
        .selectFrom('discount')
        .selectAll()
        .where(among(engine, 'customer_id', customers))
        .execute()
      const discounts = rows.map((row): ToldDiscount => ({
        id: row.id,
        event: row.event_id,
        at: Number(row.at),
        start: Number(row.started_at),
        ...(row.ended_at !== null && { end: Number(row.ended_at) }),
        customer: row.customer_id,
        general: Number(row.general) === 1,
        coupon: row.coupon_id,
        ...(row.terms !== null && { terms: JSON.parse(row.terms) as CouponTerms }),
      }))
      const named = discounts.filter(({ terms }) => !terms).map(({ coupon }) => coupon)
      return { discounts, coupons: await couponsOf(db, engine, new Set(named)) }
    },
    couponTold: (coupon) => couponsOf(db, engine, [coupon]),
    async customersWith(coupon) {
      const rows = await db
        .selectFrom('discount')
        .select('customer_id')
        .distinct()
        .where('coupon_id', '=', coupon)
        .where('terms', 'is', null)
        .orderBy('customer_id')
        .execute()
      return rows.map((row) => row.customer_id)
    },
  }
}

async function couponsOf(db: Kysely<Tables>, engine: Engine, ids: Iterable<string>): Promise<ToldCoupon[]> {
  const rows = await db
    .selectFrom('coupon')
    .selectAll()
    .where(among(engine, 'id', ids))
    .execute()
  return rows.map(({ id, event_id: event, at, terms }) => ({ id, event, at: Number(at), terms: JSON.parse(terms) as CouponTerms }))
}
