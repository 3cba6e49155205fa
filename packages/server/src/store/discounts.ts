/** What a coupon takes off every bill for as long as its discount stands; nothing, where it ends by itself. */
export interface CouponTerms {
  /** 0 to 100. */
  percent?: number
  /** Minor units of `currency` off each bill. */
  amount?: number
  /** Upper case. */
  currency?: string
  /** Products that it is limited to, where that was told. */
  products?: readonly string[]
}

/** One telling of a discount. Times are epoch milliseconds. */
export interface ToldDiscount {
  id: string
  /** The billing event that told it, and its time. */
  event: string
  at: number
  /** When its coupon was applied. */
  start: number
  /** When it was taken away, where this event says so. */
  end?: number
  customer: string
  /** Whether it is for all that the customer buys, in place of one subscription or one bill. */
  general: boolean
  coupon: string
  /** Undefined where the event names the coupon by its id alone. */
  terms?: CouponTerms
}

/** One telling of a coupon. `at` is the time of the billing event, epoch milliseconds. */
export interface ToldCoupon {
  id: string
  event: string
  at: number
  terms: CouponTerms
}

/** All that was told of the discounts of some customers, and of the coupons behind them. */
export interface ToldDiscounts {
  discounts: readonly ToldDiscount[]
  coupons: readonly ToldCoupon[]
}

/** Discounts and coupons as billing events told them: appended, each event once, and never changed. Call the writing methods in a transaction. */
export interface DiscountStore {
  tellDiscount(told: ToldDiscount): Promise<void>
  tellCoupon(told: ToldCoupon): Promise<void>
  /** In no order. */
  discountsOf(customers: readonly string[]): Promise<ToldDiscounts>
  /** All that was told of a coupon, in no order. */
  couponTold(coupon: string): Promise<ToldCoupon[]>
  /** Customers with discounts that name this coupon by its id alone, in order of id. */
  customersWith(coupon: string): Promise<string[]>
}
