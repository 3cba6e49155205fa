import { z } from 'zod'
import { plainText } from '../http/plain-text.ts'
import { PASSWORD_LENGTH } from './engine.ts'

/** What somebody is called in the console. */
export const personName = plainText.max(120)

/** An e-mail address to sign in with. */
export const email = z.email('expected an e-mail address').max(254)

/** A password that somebody chooses: of any characters, not too short, and none of those that are guessed first. */
export const newPassword = z
  .string()
  .min(PASSWORD_LENGTH.least, `expected at least ${PASSWORD_LENGTH.least} characters`)
  .max(PASSWORD_LENGTH.most)
  .refine((password) => !isGuessedFirst(password), 'expected a password that is not guessed among the first')

/** Rows of keys and of the alphabet, there and back: whatever is a part of one is tried early. */
const ROWS = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1q2w3e4r5t6y7u8i9o0p',
  '1qaz2wsx3edc4rfv5tgb6yhn',
]
/** Words that lead every list of leaked passwords; with digits and signs around them they are no better. */
const WORDS =
  /^[\W\d_]*(password|passwort|passw0rd|p[a@]ssw[o0]rd|qwerty|welcome|letmein|iloveyou|changeme|sunshine|princess|football|baseball|superman|trustno|starwars|whatever|computer|michelle|jennifer|administrator|admin|espalier|pokemon|dragon|monkey|shadow|master|secret)[\W\d_]*$/

function isGuessedFirst(password: string): boolean {
  const plain = password.toLowerCase()
  if (new Set(plain).size <= 2 || WORDS.test(plain)) return true
  return ROWS.some((row) => row.includes(plain) || [...row].toReversed().join('').includes(plain))
}
