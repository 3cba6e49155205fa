import type { GateCheck } from './gate.ts'

/** Where the workspace asks for consent, nothing is shown without it. */
export const consent: GateCheck = (_, { consent: given, settings }) =>
  given || !settings.requireConsent ? undefined : [{ gate: 'consent', code: 'consent-missing', actual: given, needed: true }]
