/** How many characters before the wrong one V8 quotes. */
const QUOTED_BEFORE = 10

/** The line of `text`, from 1, on which `JSON.parse` stumbled; undefined where its error does not tell. Each engine says it in its own way. */
export function jsonLine(text: string, { message }: Error): number | undefined {
  const told = /\bline (\d+) column \d+/.exec(message)?.[1]
  if (told !== undefined) return Number(told)
  const at = Number(/\bat position (\d+)/.exec(message)?.[1] ?? quotedAt(text, message) ?? Number.NaN)
  if (!Number.isNaN(at)) return text.slice(0, at).split('\n').length
  return /\bend of (?:JSON|data)/.test(message) ? text.trimEnd().split('\n').length : undefined
}

function quotedAt(text: string, message: string): number | undefined {
  const quoted = /, \.\.\."([^]+)"(?:\.\.\.)? is not valid JSON$/.exec(message)?.[1]
  const at = quoted === undefined ? -1 : text.indexOf(quoted)
  return quoted === undefined || at < 0 || text.indexOf(quoted, at + 1) >= 0 ? undefined : at + QUOTED_BEFORE
}
