import type { GateCheck } from './gate.ts'

/** Where the workspace asks for consent, nothing is shown without it. */
export const consent: GateCheck = (_, { consent: given, settings }, refuse) => {
  if (!given && settings.requireConsent) refuse('consent-missing', given, true)
}
