/** Whose rows are meant: ids of a person, old anonymous ones included, and ids of accounts. */
export interface Whose {
  readonly persons: readonly string[]
  readonly accounts: readonly string[]
}

/** Rows of one table as they are kept: columns by name, what is JSON as what it says. */
export interface KeptRows {
  table: string
  rows: readonly Readonly<Record<string, unknown>>[]
}

/** What is kept of one person or account, wherever it is kept. */
export interface PrivacyStore {
  /** Every row that names one of them, table by table, in parts. A table without any is left out. */
  kept(whose: Whose): AsyncIterable<KeptRows>
}
