import { createHash, randomBytes } from 'node:crypto'
import type { DBAdapter } from 'better-auth'
import { logChange } from '../changes/log-change.ts'
import type { Store } from '../store/store.ts'
import { endSessions } from './console-sessions.ts'
import { DEMO_USER, OWNER, type Engine } from './engine.ts'
import { setPassword } from './set-password.ts'

/** Somebody who may sign in to the console. */
export interface Colleague {
  id: string
  name: string
  email: string
  /** Signed up first; cannot be removed. */
  owner: boolean
  /** Epoch milliseconds. */
  since: number
}

/** Somebody who was asked to join and has not done so yet. Times are epoch milliseconds. */
export interface Invitation {
  id: string
  email: string
  /** Who asked them. */
  by: string
  createdAt: number
  expiresAt: number
}

/** Who did something, and when: epoch milliseconds. */
interface Act {
  author: string
  at: number
}

/** Everybody who may sign in to the console, and who is invited to. All changes are in the log of changes. */
export interface Colleagues {
  /** The first who came first. */
  list(): Promise<Colleague[]>
  /** Those that can still be used at `now`, the newest first. */
  invitations(now: number): Promise<Invitation[]>
  /**
   * Invites an address; an earlier invitation of the same address ends. The token is in this answer and nowhere else. Undefined where
   * somebody of this address is there already.
   */
  invite(email: string, act: Act): Promise<(Invitation & { token: string }) | undefined>
  /** Takes an invitation back. False where there is none. */
  withdraw(id: string, act: Act): Promise<boolean>
  /** The address that a token invites at `now`; undefined where it was used, taken back or came too late. */
  invited(token: string, now: number): Promise<string | undefined>
  /** Makes the invited person a colleague and uses the token up. Undefined where it cannot be used. */
  join(token: string, person: { name: string; password: string }, now: number): Promise<Colleague | undefined>
  /** Takes somebody's access away and ends their sessions. `owner` for whoever has to stay; undefined where there is nobody. */
  remove(id: string, act: Act): Promise<'removed' | 'owner' | undefined>
}

/** How long an invitation can be used, milliseconds. */
const LASTS = 7 * 86_400_000

/** How invitations are named among what the library keeps to be confirmed. */
const INVITATION = 'invitation'

interface UserRow {
  id: string
  name: string
  email: string
  createdAt: Date
}

interface InvitationRow {
  id: string
  identifier: string
  value: string
  createdAt: Date
  expiresAt: Date
}

/** Colleagues over the library's tables in the database of `store`. */
export function createColleagues(store: Store, engine: () => Promise<Engine>): Colleagues {
  const within = async <T>(work: (adapter: DBAdapter, inner: Store) => Promise<T>): Promise<T> => {
    const { adapterOn } = await engine()
    return store.transaction(async (inner) => work(await adapterOn(inner.database.db), inner))
  }
  return {
    async list() {
      const [{ adapter }, owner] = [await engine(), await store.workspace.note(OWNER)]
      const rows = await adapter.findMany<UserRow>({ model: 'user', limit: 1000, sortBy: { field: 'createdAt', direction: 'asc' } })
      return rows.filter(({ email }) => email !== DEMO_USER.email).map((row) => toColleague(row, owner))
    },
    invitations: async (now) => {
      const rows = await invitationsIn((await engine()).adapter)
      return rows.filter(({ expiresAt }) => expiresAt > now).toSorted((one, other) => other.createdAt - one.createdAt)
    },
    invite: (email, { author, at }) =>
      within(async (adapter, inner) => {
        const address = email.toLowerCase()
        if (await adapter.findOne({ model: 'user', where: [{ field: 'email', value: address }] })) return undefined
        for (const { id, email: known, expiresAt } of await invitationsIn(adapter)) {
          if (known === address || expiresAt <= at) await adapter.delete({ model: 'verification', where: [{ field: 'id', value: id }] })
        }
        const token = randomBytes(32).toString('base64url')
        const made = await adapter.create<Record<string, unknown>, InvitationRow>({
          model: 'verification',
          data: {
            identifier: identifierOf(token),
            value: JSON.stringify({ email: address, by: author }),
            createdAt: new Date(at),
            updatedAt: new Date(at),
            expiresAt: new Date(at + LASTS),
          },
        })
        await note(inner, address, { author, at }, { state: 'invited' })
        return { ...toInvitation(made), token }
      }),
    withdraw: (id, act) =>
      within(async (adapter, inner) => {
        const known = (await invitationsIn(adapter)).find((one) => one.id === id)
        if (!known) return false
        await adapter.delete({ model: 'verification', where: [{ field: 'id', value: id }] })
        await note(inner, known.email, act, { state: 'not invited' })
        return true
      }),
    invited: async (token, now) => (await usable((await engine()).adapter, token, now))?.email,
    async join(token, { name, password }, now) {
      const hash = await (await engine()).password.hash(password)
      return within(async (adapter, inner) => {
        const invitation = await usable(adapter, token, now)
        if (!invitation) return undefined
        const { id, email } = invitation
        await adapter.delete({ model: 'verification', where: [{ field: 'id', value: id }] })
        const times = { createdAt: new Date(now), updatedAt: new Date(now) }
        // Not through the library's sign-up: that one is for the owner alone.
        const user = await adapter.create<Record<string, unknown>, UserRow>({
          model: 'user',
          data: { name, email, emailVerified: false, ...times },
        })
        await setPassword(adapter, user.id, hash)
        await note(inner, email, { author: name, at: now }, { state: 'colleague', name })
        return toColleague(user, undefined)
      })
    },
    remove: (id, act) =>
      within(async (adapter, inner) => {
        const user = await adapter.findOne<UserRow>({ model: 'user', where: [{ field: 'id', value: id }] })
        if (!user || user.email === DEMO_USER.email) return undefined
        if (user.email === (await inner.workspace.note(OWNER))) return 'owner'
        await endSessions(adapter, id)
        await adapter.deleteMany({ model: 'account', where: [{ field: 'userId', value: id }] })
        await adapter.delete({ model: 'user', where: [{ field: 'id', value: id }] })
        await note(inner, user.email, act, { state: 'removed', name: user.name })
        return 'removed'
      }),
  }
}

/** Writes down what became of the access of the person with this e-mail address. Needs the transaction of the change. */
export async function note(inner: Store, email: string, { author, at }: Act, body: Record<string, string>): Promise<void> {
  await logChange(inner, { at, author, kind: 'colleague', subject: email, body }, undefined)
}

/** Only the hash is kept, so that a copy of the database lets nobody in. */
function identifierOf(token: string): string {
  return `${INVITATION}:${createHash('sha256').update(token).digest('hex')}`
}

async function usable(adapter: DBAdapter, token: string, now: number): Promise<Invitation | undefined> {
  const row = await adapter.findOne<InvitationRow>({ model: 'verification', where: [{ field: 'identifier', value: identifierOf(token) }] })
  const found = row ? toInvitation(row) : undefined
  return found && found.expiresAt > now ? found : undefined
}

async function invitationsIn(adapter: DBAdapter): Promise<Invitation[]> {
  const where = [{ field: 'identifier', operator: 'starts_with', value: `${INVITATION}:` }] as const
  return (await adapter.findMany<InvitationRow>({ model: 'verification', where: [...where], limit: 1000 })).map(toInvitation)
}

function toInvitation({ id, value, createdAt, expiresAt }: InvitationRow): Invitation {
  const { email, by } = JSON.parse(value) as { email: string; by: string }
  return { id, email, by, createdAt: new Date(createdAt).getTime(), expiresAt: new Date(expiresAt).getTime() }
}

function toColleague({ id, name, email, createdAt }: UserRow, owner: string | undefined): Colleague {
  return { id, name, email, owner: email === owner, since: new Date(createdAt).getTime() }
}
