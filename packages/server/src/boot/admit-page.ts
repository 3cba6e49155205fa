import type { BootRequest, Boot } from '@espalier/core/schema'
import type { Rules } from '../decisions/rules.ts'
import type { SubjectName } from '../decisions/subject.ts'
import type { Deps } from '../deps.ts'
import { applyEvents, signedEvent } from '../ingest/apply.ts'
import { isNews } from '../ingest/signed.ts'
import type { Store } from '../store/store.ts'
import { saidIn } from '../identity/gate.ts'
import type { Claims } from '../identity/token.ts'

/** Whom a page may be answered about; with `error` nobody, because it did not prove whom it named. */
export type AdmittedPage = { name: SubjectName } | { error: NonNullable<Boot['error']> }

/** Looks at the question of a page: whom it names, and what it proves. What the host's server signed is kept before it is answered. */
export async function admitPage(
  { store, identity }: Pick<Deps, 'store' | 'identity'>,
  request: BootRequest,
  rules: Pick<Rules, 'settings' | 'merged'>,
  now: number,
): Promise<AdmittedPage> {
  const { userId, groupId, anonymousId, token } = request
  const { mode } = rules.settings.identity
  if (mode === 'off') return { name: request }
  const proof = await identity.read(token, now, rules.settings.identity)
  const refusal = identity.refusal(rules, { userId, groupId }, proof, now)
  if (refusal) return { error: { code: 'token', message: refusal.message } }
  if (mode === 'enforce' && userId === undefined && (await isSomebody(store, anonymousId))) {
    return { error: { code: 'token', message: 'anonymousId: this is somebody who is known; expected a token that your server signed' } }
  }
  const claims = saidIn(proof)
  if (claims && (await tellsNews(store, claims, rules))) await applyEvents(store, [signedEvent(claims, now)])
  return { name: request }
}

/** True for a visitor who turned out to be a user, and for what is no visitor's id at all but a user's or an account's. */
async function isSomebody({ people }: Store, id: string): Promise<boolean> {
  const known = (await people.aliases([id])).get(id) ?? id
  const [persons, accounts] = [await people.persons([known]), await people.accounts([known])]
  return persons.get(known)?.anonymous === false || accounts.has(known)
}

async function tellsNews(
  { people }: Store,
  { user, account: named, traits = {}, accountTraits = {}, plan, issuedAt }: Claims,
  { merged }: Pick<Rules, 'merged'>,
): Promise<boolean> {
  if (isNews((await people.persons([user])).get(user), traits, issuedAt)) return true
  if (named === undefined) return false
  const account = merged.get(named) ?? named
  const ofAccount = plan === undefined ? accountTraits : { ...accountTraits, plan }
  return isNews((await people.accounts([account])).get(account), ofAccount, issuedAt)
}
