/** The databases that the SQL adapters run on. */
export type Engine = 'sqlite' | 'postgres'
