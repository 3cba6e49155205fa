/** What typed text means: one value, or several that commas part. Text that looks like a number is meant as one. */
export function readText(text: string, several: boolean): unknown {
  if (!several) return readOne(text)
  return text
    .split(/[,、]/)
    .map(readOne)
    .filter((one) => one !== '')
}

/** A value, or several, as somebody would type it. */
export function writeText(value: unknown): string {
  if (Array.isArray(value)) return (value as unknown[]).map(writeText).join(', ')
  return value === undefined || value === null ? '' : String(value)
}

function readOne(text: string): string | number | boolean {
  const trimmed = text.trim()
  if (trimmed === 'true' || trimmed === 'false') return trimmed === 'true'
  return /^-?\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : trimmed
}
