import { z } from 'zod'
import type { Mode } from './config.ts'

/** A variable that is set to nothing counts as not set. */
const unset = (value: unknown) => (value === '' ? undefined : value)

/** Where nothing but a host, and perhaps its port, is named: browsers know whoever signed in by that alone. */
function isOrigin(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, username, password, pathname, search, hash } = new URL(address)
  return /^https?:$/.test(protocol) && pathname === '/' && [username, password, search, hash].every((part) => part === '')
}

const shape = z.object({
  PORT: z.preprocess(
    unset,
    z
      .string()
      .regex(/^\d{1,5}$/, 'expected a port number')
      .transform(Number)
      .refine((port) => port <= 65_535, 'expected a port number')
      .default(4477),
  ),
  HOST: z.preprocess(unset, z.string().default('127.0.0.1')),
  ESPALIER_DATA: z.preprocess(unset, z.string().default('./data')),
  ESPALIER_URL: z.preprocess(
    unset,
    z
      .string()
      .refine(isOrigin, 'expected an address such as https://grow.example.com, without a path')
      .transform((address) => new URL(address).origin)
      .optional(),
  ),
  ESPALIER_SCRIPT: z.preprocess(
    unset,
    z
      .string()
      .regex(
        /^\/(?!(api|console|demo|docs|pages|v1)\/)([\w-][\w.-]*\/)*[\w-][\w.-]*\.js$/,
        'expected a path such as /grow/helper.js, and none of /api/, /console/, /demo/, /docs/, /pages/ and /v1/',
      )
      .optional(),
  ),
  DATABASE_URL: z.preprocess(unset, z.string().optional()),
  STRIPE_WEBHOOK_SECRET: z.preprocess(unset, z.string().startsWith('whsec_', 'expected a secret that starts with "whsec_"').optional()),
  ESPALIER_PRIVATE_HOOKS: z.preprocess(unset, z.literal('allow', 'expected allow, or nothing').optional()),
  LOG_LEVEL: z.preprocess(unset, z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info')),
})

/** What the operator set, checked. */
export interface ServerEnv {
  port: number
  host: string
  /** Folder for the database file and the files of earlier versions of the script. */
  folder: string
  /** Address under which browsers reach the server: scheme, host and port as they write them. */
  publicUrl?: string
  /** Path of the script in place of `/v1/sdk.js`. */
  script?: string
  databaseUrl?: string
  stripeSecret?: string
  /** The owner may be told at private addresses and over plain http. */
  openHooks?: boolean
  logLevel: z.infer<typeof shape>['LOG_LEVEL']
  mode: Mode
}

/** Reads `variables`; throws an error with a line for each wrong one. */
export function readEnv(variables: Readonly<Record<string, string | undefined>>, mode: Mode): ServerEnv {
  const parsed = shape.safeParse(variables)
  if (!parsed.success) throw new Error(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'))
  const {
    PORT,
    HOST,
    ESPALIER_DATA,
    ESPALIER_URL,
    ESPALIER_SCRIPT,
    DATABASE_URL,
    STRIPE_WEBHOOK_SECRET,
    ESPALIER_PRIVATE_HOOKS,
    LOG_LEVEL,
  } = parsed.data
  return {
    port: PORT,
    host: HOST,
    folder: ESPALIER_DATA,
    logLevel: LOG_LEVEL,
    mode,
    ...(ESPALIER_URL ? { publicUrl: ESPALIER_URL } : {}),
    ...(ESPALIER_SCRIPT ? { script: ESPALIER_SCRIPT } : {}),
    ...(DATABASE_URL ? { databaseUrl: DATABASE_URL } : {}),
    ...(ESPALIER_PRIVATE_HOOKS ? { openHooks: true } : {}),
    ...(STRIPE_WEBHOOK_SECRET ? { stripeSecret: STRIPE_WEBHOOK_SECRET } : {}),
  }
}
