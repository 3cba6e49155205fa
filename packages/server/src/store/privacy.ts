/** The start of the names that stand where somebody was erased. */
export const ERASED = 'erased:'

/** Whose rows are meant: ids of a person, old anonymous ones included, and ids of accounts. */
export interface Whose {
  readonly persons: readonly string[]
  readonly accounts: readonly string[]
}

/** A row as it is kept: columns by name, what is JSON as what it says. */
export type KeptRow = Readonly<Record<string, unknown>>

/** Rows of one table. */
export interface KeptRows {
  table: string
  rows: readonly KeptRow[]
}

/** Tables whose rows say more of somebody than who it is. */
export type TellingTable = 'event' | 'hook_message' | 'backtest' | 'billing_event'

/** Ids of what accounts bought. */
export interface BilledIds {
  readonly customers: readonly string[]
  readonly subscriptions: readonly string[]
  /** Of items, billing events and orders. */
  readonly others: readonly string[]
}

/** What is kept of one person or account, wherever it is kept. What changes anything needs a transaction. */
export interface PrivacyStore {
  /** Every row that names one of them, table by table, in parts. A table without any is left out. */
  kept(whose: Whose): AsyncIterable<KeptRows>
  /** Rows of one table that `kept` would answer, and with `within` events that name one of them inside, of these accounts. */
  rowsOf(table: TellingTable, whose: Whose, within?: readonly string[]): AsyncIterable<readonly KeptRow[]>
  /** Writes columns of a row of `rowsOf`; values that are no text are kept as JSON. */
  rewrite(table: TellingTable, row: KeptRow, columns: KeptRow): Promise<void>
  /** Gives ids other names in every column of every table that names somebody. The new names must be nobody's. */
  rename(names: ReadonlyMap<string, string>): Promise<void>
  /** Ids by which billing systems and others know what these accounts bought: customers, subscriptions, their items and events, orders. */
  billedIds(accounts: readonly string[]): Promise<BilledIds>
  /** Gives them other names wherever they are kept, but for what billing events say. */
  renameBilled(accounts: readonly string[], names: ReadonlyMap<string, string>): Promise<void>
  /** Empties what persons and accounts say of themselves: traits, names to search by, and comments. */
  empty(ids: readonly string[]): Promise<void>
  /**
   * Gives visitors other names, in the events of this person alone, that turned out to be the person once and somebody else since.
   * Answers the names that were given.
   */
  part(person: string, nameFor: () => string): Promise<string[]>
  /**
   * Forgets what was worked out of the past: every server of this database works it out anew. Unless nobody was erased, the file is due
   * to be swept.
   */
  forget(because?: { erased: boolean }): Promise<void>
  /** The key of the hashes; undefined where nobody was ever erased. */
  key(): Promise<string | undefined>
  /** The same, made where there is none. */
  makeKey(value: string): Promise<string>
  /** When these were erased, of those that were. Epoch milliseconds. */
  erased(digests: readonly string[]): Promise<Map<string, number>>
  /** When somebody was erased last; undefined where nobody ever was. Epoch milliseconds. */
  lastErased(): Promise<number | undefined>
  /** Remembers that these were erased. */
  noteErased(digests: readonly string[], at: number): Promise<void>
  /** Changes whenever somebody was erased. */
  era(): Promise<string>
  /** Whether somebody was erased since the last sweep, where the database has to be swept by us. */
  isSweepDue(): Promise<boolean>
  /** Takes away what stood where nothing stands any more. Needs that no transaction is under way. */
  sweep(): Promise<void>
}
