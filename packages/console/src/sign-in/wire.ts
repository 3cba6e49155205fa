import { request } from '../api.ts'

/** A browser in which one is signed in. */
export interface ConsoleSession {
  id: string
  /** True for this browser. */
  current: boolean
  createdAt: string
  expiresAt: string
  /** Network address that the sign-in came from. */
  address?: string
  /** As the browser named itself. */
  agent?: string
}

/** Somebody who may sign in. */
export interface Colleague {
  id: string
  name: string
  email: string
  /** Cannot be removed. */
  owner: boolean
  since: string
}

/** Somebody who was asked to join and has not done so yet. */
export interface Invitation {
  id: string
  email: string
  /** Who asked them. */
  by: string
  createdAt: string
  expiresAt: string
}

/** Where one is signed in, the newest first. */
export async function listSessions(): Promise<ConsoleSession[]> {
  return (await request<{ sessions: ConsoleSession[] }>('GET', '/api/sessions')).sessions
}

/** Signs out of another browser. */
export function endSession(id: string): Promise<unknown> {
  return request('DELETE', `/api/sessions/${encodeURIComponent(id)}`)
}

/** Signs out everywhere but here. */
export function endOtherSessions(): Promise<unknown> {
  return request('DELETE', '/api/sessions')
}

/** Changes one's own password, and signs out everywhere but here. */
export function changePassword(currentPassword: string, newPassword: string): Promise<unknown> {
  return request('POST', '/api/auth/change-password', { currentPassword, newPassword })
}

/** Who may sign in, and who is invited. */
export function readColleagues(): Promise<{ colleagues: Colleague[]; invitations: Invitation[] }> {
  return request('GET', '/v1/colleagues')
}

/** Invites an address, and answers the link for them: the only answer that holds it. */
export async function invite(email: string): Promise<string> {
  const { link } = await request<{ link: string }>('POST', '/v1/colleagues/invitations', { email })
  return new URL(link, location.origin).href
}

/** Takes an invitation back. */
export function withdraw(id: string): Promise<unknown> {
  return request('DELETE', `/v1/colleagues/invitations/${encodeURIComponent(id)}`)
}

/** Takes somebody's access away. */
export function removeColleague(id: string): Promise<unknown> {
  return request('DELETE', `/v1/colleagues/${encodeURIComponent(id)}`)
}
