/** Orders text as the databases order ids: by code point. UTF-16 puts what lies beyond its first plane before the end of that plane; UTF-8 does not. */
export function byCodePoint(one: string, other: string): number {
  const length = Math.min(one.length, other.length)
  for (let at = 0; at < length; at++) {
    const [left, right] = [one.charCodeAt(at), other.charCodeAt(at)]
    if (left !== right) return weightOf(left) - weightOf(right)
  }
  return one.length - other.length
}

function weightOf(unit: number): number {
  return unit >= 0xd8_00 && unit <= 0xdf_ff ? unit + 0x1_00_00 : unit
}
