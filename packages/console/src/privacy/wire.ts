import { request } from '../api.ts'

/** Where everything that is kept of a person or an account is handed out, as a file. */
export const exportHref = (of: 'users' | 'accounts', id: string): string => `/v1/${of}/${encodeURIComponent(id)}/export`

/** Erases a person for good. */
export function eraseUser(id: string): Promise<{ erased: true }> {
  return request('DELETE', `/v1/users/${encodeURIComponent(id)}`)
}

/** Who was erased with an account, and who stays because they are in others, too. */
export interface ErasedAccount {
  people: string[]
  stay: string[]
}

/** Erases an account for good, with its people who are in no other one. */
export function eraseAccount(id: string): Promise<ErasedAccount> {
  return request('DELETE', `/v1/accounts/${encodeURIComponent(id)}`)
}

/** Whether an id stands where somebody was erased. */
export const isErased = (id: string): boolean => id.startsWith('erased:')
