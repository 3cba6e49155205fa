/** A salt that differs from the one before: the campaign's id with the next number. At most 64 characters, as ids are. */
export function freshSeed(id: string, before: string | undefined): string {
  const number = Number(/-draw-(\d+)$/.exec(before ?? '')?.[1] ?? 1) + 1
  const end = `-draw-${number}`
  return `${id.slice(0, 64 - end.length)}${end}`
}
