import { setFlagsFromString } from 'node:v8'

/**
 * Matches patterns of rules in a time that grows with the text alone, once they have gone back very often: a pattern such as
 * `^(\w+\s?)*$` over a text that a page sent would otherwise keep everybody waiting for hours. Patterns with lookaround or references back
 * cannot be matched in this way.
 */
export function matchInLinearTime(): void {
  setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks')
}
