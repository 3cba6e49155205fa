const sizes = { starter: 2, team: 6, business: 9 }
const desks = [
  { name: { en: 'Sales desk', ja: '営業デスク' }, email: 'sales@example.com' },
  { name: { en: 'Marketing desk', ja: 'マーケティング' }, email: 'marketing@example.com' },
  { name: { en: 'Finance desk', ja: '経理デスク' }, email: 'finance@example.com' },
  { name: { en: 'Support desk', ja: 'サポートデスク' }, email: 'support@example.com' },
  { name: { en: 'Operations desk', ja: '業務デスク' }, email: 'operations@example.com' },
  { name: { en: 'Design desk', ja: 'デザインデスク' }, email: 'design@example.com' },
  { name: { en: 'Legal desk', ja: '法務デスク' }, email: 'legal@example.com' },
  { name: { en: 'Field desk', ja: 'フィールドデスク' }, email: 'field@example.com' },
]

/** The members of an account beside the reader, kept for this visit. */
export function members(account) {
  const kept = sessionStorage.getItem(`tsuzuri.members.${account.id}`)
  return kept ? JSON.parse(kept) : desks.slice(0, sizes[account.size] - 1)
}

/** Keeps a changed list and tells Espalier how many seats are taken; the reader takes one. */
export function keepMembers(account, list) {
  sessionStorage.setItem(`tsuzuri.members.${account.id}`, JSON.stringify(list))
  reportSeats(account)
}

/** Tells Espalier how many seats are taken. The limit follows from the plan. */
export function reportSeats(account) {
  espalier.setUsage('seats', { used: members(account).length + 1 })
}
