import { hostId } from '@espalier/core/schema'
import { z } from 'zod'

const id = hostId.max(255)
/** Stripe's moments are seconds since 1970; milliseconds, and what no calendar shows, are beyond the year 9999. */
const seconds = z.int().max(253_402_300_799, 'expected seconds since 1970, before the year 10000')
const currency = z.string().regex(/^[a-z]{3}$/i, 'expected a three-letter currency code')
export const metadata = z.record(z.string(), z.string()).nullish()
/** Stripe writes either the id or, expanded, the object. */
export const reference = z.union([id, z.looseObject({ id }).transform((object) => object.id)])

/** What a coupon takes off. */
const couponTerms = z.looseObject({
  percent_off: z.number().min(0).max(100).nullish(),
  amount_off: z.int().min(0).max(9e12).nullish(),
  currency: currency.nullish().catch(null),
  duration: z.string().nullish(),
  applies_to: z
    .looseObject({ products: z.array(z.string()).nullish() })
    .nullish()
    .catch(null),
})
export type StripeCouponTerms = z.infer<typeof couponTerms>
const couponOf = {
  coupon: z.union([z.string(), couponTerms]).nullish(),
  source: z.looseObject({ coupon: z.union([z.string(), couponTerms]).nullish() }).nullish(),
}
const discount = z.union([z.string(), z.looseObject({ id: z.string().nullish(), ...couponOf })])

/** A coupon that was made or changed. */
export const stripeCoupon = couponTerms.extend({ id })

const optional = z.string().nullish().catch(null)
/** A discount that began, changed or ended. Old versions of the API give it no id. */
export const stripeDiscount = z.looseObject({
  id: id.nullish(),
  customer: reference.nullish(),
  start: seconds.min(0).nullish(),
  subscription: optional,
  subscription_item: optional,
  invoice: optional,
  invoice_item: optional,
  checkout_session: optional,
  coupon: z.union([id, stripeCoupon]).nullish(),
  source: z.looseObject({ coupon: z.union([id, stripeCoupon]).nullish() }).nullish(),
})
export type StripeDiscountObject = z.infer<typeof stripeDiscount>

const stripePrice = z.looseObject({
  id,
  currency,
  lookup_key: z.string().nullish(),
  product: reference.nullish(),
  unit_amount: z.int().nullish(),
  unit_amount_decimal: z
    .string()
    .regex(/^\d{1,15}(\.\d{1,12})?$/)
    .nullish(),
  recurring: z
    .looseObject({
      interval: z.enum(['day', 'week', 'month', 'year']),
      interval_count: z.int().positive().max(1200).default(1),
      usage_type: z.string().nullish(),
    })
    .nullish(),
  billing_scheme: z.string().nullish().catch(null),
  transform_quantity: z.looseObject({ divide_by: z.int().positive(), round: z.enum(['up', 'down']) }).nullish(),
})
export type StripePrice = z.infer<typeof stripePrice>

/** What cannot be read of the end of a subscription is taken as not told: its revenue is worth more than its date. */
const moment = seconds.min(0).nullish().catch(null)

const stripeItem = z.looseObject({
  id,
  /** Where newer versions of the API say until when it is paid for. */
  current_period_end: moment,
  price: stripePrice,
  quantity: z.int().min(0).max(1_000_000_000).nullish(),
  discounts: z.array(discount).nullish(),
})
export type StripeItem = z.infer<typeof stripeItem>

/** The part of a subscription that is read. */
export const stripeSubscription = z.looseObject({
  id,
  status: hostId.max(64),
  customer: reference,
  currency,
  start_date: seconds.min(0).nullish(),
  current_period_end: moment,
  cancel_at: moment,
  cancel_at_period_end: z.boolean().nullish().catch(null),
  canceled_at: moment,
  items: z.looseObject({ data: z.array(stripeItem).max(100) }),
  discounts: z.array(discount).nullish(),
  /** Where old versions of the API write the one that there is, whole. */
  discount: discount.nullish().catch(null),
  metadata,
})
export type StripeSubscription = z.infer<typeof stripeSubscription>

/** A finished checkout: the moment at which the host says which account a customer is. */
export const stripeCheckout = z.looseObject({ customer: reference.nullish(), client_reference_id: hostId.nullish().catch(null), metadata })

/** A customer, whose metadata may name the account. */
export const stripeCustomer = z.looseObject({ id, metadata, discount: stripeDiscount.nullish().catch(null) })

/** The envelope that all events share. `created` is in seconds. */
export const stripeEvent = z.looseObject({
  id,
  type: id,
  created: seconds.positive(),
  livemode: z.boolean(),
  data: z.looseObject({ object: z.looseObject({}), previous_attributes: z.looseObject({}).nullish() }),
})
export type StripeEvent = z.infer<typeof stripeEvent>

/** The account that metadata names: `espalier_account`, or the common `account_id`. What cannot be the id of an account names none. */
export function accountIn(data: z.infer<typeof metadata>): string | undefined {
  return hostId.safeParse(data?.['espalier_account'] || data?.['account_id']).data
}
export type StripeDiscount = z.infer<typeof discount>
