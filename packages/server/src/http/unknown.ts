import { HttpError } from './errors.ts'

/** There is none of this id: a 404 where the address names it, a 400 where `field` of the request does. */
export function unknown(what: 'account' | 'campaign' | 'colleague' | 'user', id: string, field?: string): HttpError {
  const message = `there is no ${what} "${id}"`
  const facts = { id }
  return field === undefined
    ? new HttpError(404, `${what}-unknown`, message, { facts })
    : new HttpError(400, `${what}-unknown`, `${field}: ${message}`, { field, facts })
}
