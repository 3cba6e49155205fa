import { type RawBuilder, sql } from 'kysely'

/** `latestOf` of a column with times of billing, such as `m.at`. */
export function latestOfColumn(column: string): RawBuilder<number> {
  const at = sql.ref(column)
  return sql<number>`(${at} + case when ${at} % 1000 = 0 then 999 else 0 end)`
}
