import type { GateTest } from './gate.ts'

/** Where the workspace asks for consent, nothing is shown without it. */
export const consent: GateTest = (_, { consent: given, settings }) => given || !settings.requireConsent
