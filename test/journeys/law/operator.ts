import type { OpenApp } from '../../../packages/server/src/open-app.case.ts'
import type { Dice } from './dice.ts'
import type { User } from './population.ts'
import { CAMPAIGNS, CATALOG, DEFINITIONS, EVENTS, SETTINGS } from './workspace.ts'

/** Something that the product team, a webhook or the sales team does. */
export interface Act {
  at: number
  /** Calls the server's own routes. */
  run(): Promise<void>
}

type Call = (method: string, path: string, body?: unknown) => Promise<void>

/** Calls and insists on success. */
export function caller({ call }: OpenApp): Call {
  return async (method, path, body) => {
    const answer = await call(method, path, body)
    if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    const results = (answer.body?.results ?? []) as { status: string }[]
    if (results.some(({ status }) => status !== 'accepted')) throw new Error(`${method} ${path}: ${JSON.stringify(results)}`)
  }
}

/** Sets the workspace up and publishes all campaigns. */
export async function openWorkspace(call: Call): Promise<void> {
  await call('PUT', '/v1/catalog', CATALOG)
  await call('PUT', '/v1/settings', SETTINGS)
  await call('PUT', '/v1/definitions', DEFINITIONS)
  for (const one of CAMPAIGNS) {
    await call('PUT', `/v1/campaigns/${one.id}`, one)
    await call('POST', `/v1/campaigns/${one.id}/publish`)
  }
}

/** What happens to the workspace and its accounts meanwhile, in order. */
export function planActs(call: Call, users: readonly User[], days: number, start: number, dice: Dice): Act[] {
  const acts: Act[] = []
  const length = days * 86_400_000
  const add = (times: number, run: () => Promise<void>): void => {
    for (let index = 0; index < times; index++) acts.push({ at: Math.floor(start + dice.roll() * length), run })
  }
  const accounts = [...new Set(users.map(({ account }) => account))]
  const anyAccount = () => `/v1/accounts/${dice.pick(accounts)}`
  const few = Math.max(4, Math.ceil(accounts.length / 4))
  let version = 0
  const separate = [...accounts]

  add(days, async () => {
    const one = dice.pick(CAMPAIGNS)
    version += 1
    const changed = {
      ...one,
      name: `${one.name} ${version}`,
      priority: dice.between(50, 250),
      ...(dice.chance(0.2) && { seed: `draw-${version}` }),
    }
    await call('PUT', `/v1/campaigns/${one.id}`, changed)
    await call('POST', `/v1/campaigns/${one.id}/publish`)
  })
  add(Math.ceil(days / 2), () =>
    call('POST', `/v1/campaigns/${dice.pick(CAMPAIGNS).id}/state`, { state: dice.pick(['paused', 'running', 'running']) }),
  )
  add(Math.ceil(days / 10), () =>
    call('PUT', '/v1/settings', {
      ...SETTINGS,
      holdout: dice.pick([0.1, 0.2]),
      budget: { ...SETTINGS.budget, userPerWeek: dice.between(2, 5), quietFirstSeconds: dice.pick([0, 10, 30]) },
      care: { health: dice.chance(0.8) },
    }),
  )
  add(Math.ceil(days / 15), () => {
    const plans = CATALOG.plans.map((plan) =>
      plan.id === 'free' ? { ...plan, features: { exports: { limit: dice.between(4, 9) } } } : plan,
    )
    return call('PUT', '/v1/catalog', { ...CATALOG, plans })
  })
  add(Math.ceil(days / 15), () => {
    const [first, ...others] = DEFINITIONS.segments
    const audience = { 'accountEvent.Report Exported.count7d': { $gte: dice.between(1, 4) } }
    return call('PUT', '/v1/definitions', { ...DEFINITIONS, segments: [{ ...first, audience }, ...others] })
  })
  add(few * 2, () =>
    call('PUT', anyAccount(), {
      care: dice.pick<object>([
        { score: dice.between(20, 95) },
        { onboarded: dice.chance(0.7) },
        { pastDue: dice.chance(0.5) },
        { risk: dice.chance(0.5) },
        { mutedUntil: new Date(start + length * dice.roll()).toISOString() },
        { score: null, risk: null },
      ]),
    }),
  )
  add(few, () => call('PUT', anyAccount(), { plan: dice.pick(['free', 'team', 'business']) }))
  add(few, () => call('PUT', anyAccount(), { traits: { renewsAt: new Date(start + length * dice.roll()).toISOString().slice(0, 10) } }))
  add(few * 2, async () => {
    const { id, account } = dice.pick(users)
    await call('POST', '/v1/track', { event: dice.pick(['Quota Warned', ...EVENTS]), userId: id, context: { groupId: account } })
  })
  // Pages go on to name the account that they know.
  add(Math.ceil(few / 2), async () => {
    if (separate.length < 2) return
    const [gone = ''] = separate.splice(dice.between(0, separate.length - 1), 1)
    const into = dice.pick(separate)
    for (const one of [gone, into]) await call('PUT', `/v1/accounts/${one}`, {})
    await call('POST', `/v1/accounts/${gone}/merge`, { into })
  })
  return acts.toSorted((one, other) => one.at - other.at)
}
