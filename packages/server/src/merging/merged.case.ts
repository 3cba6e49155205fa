import { iso, NOON } from '../decisions/workspace.case.ts'
import type { Answered, OpenApp } from '../open-app.case.ts'

/** Makes one account part of another. */
export function merge({ call }: Pick<OpenApp, 'call'>, account: string, into: string): Promise<Answered> {
  return call('POST', `/v1/accounts/${account}/merge`, { into })
}

/** What is known of an account. */
export async function readAccount({ call }: Pick<OpenApp, 'call'>, account: string): Promise<Answered['body']> {
  return (await call('GET', `/v1/accounts/${account}`)).body
}

/** Somebody exports a report; `ago` is in milliseconds before noon. */
export function exported(userId: string, account: string, ago = 0): object {
  return { type: 'track', event: 'Report Exported', userId, timestamp: iso(NOON - ago), context: { groupId: account } }
}

/** Somebody is in an account. */
export function grouped(userId: string, groupId: string, traits: object = {}): object {
  return { type: 'group', userId, groupId, traits }
}
