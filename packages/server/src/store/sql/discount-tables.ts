/** Tables of what billing events told of discounts. Times are epoch milliseconds, `terms` is JSON. */
export interface DiscountTables {
  /** Key: discount and event. */
  discount: {
    id: string
    event_id: string
    customer_id: string
    at: number
    started_at: number
    ended_at: number | null
    /** 1 where it is for all that the customer buys. */
    general: 0 | 1
    coupon_id: string
    /** Null where the event names the coupon by its id alone. */
    terms: string | null
  }
  /** Key: coupon and event. */
  coupon: { id: string; event_id: string; at: number; terms: string }
}
