import { clockFacts, explain, pathsOf, type Decision, type DecisionInput } from '@espalier/core'
import { changeOf, describeReason, describeRule, summaryOf, type Names } from '@espalier/core/words'
import { inputOf } from '../input.ts'
import { namesOf } from '../names.ts'
import type { RuleCampaign } from '../rules.ts'
import type { PersonThen } from './moment.ts'
import { pageThen, type PageQuestion } from './page.ts'
import type { Explanation } from './shapes.ts'

/** Explains every published campaign to somebody at a moment: the verdict, all refusals in words, and what would have to change. */
export function explainPerson(then: PersonThen, asked: PageQuestion & { campaign?: string | undefined }, at: number): Explanation {
  const { subject, rules } = then
  const { facts: pageFacts, page, visit, consent, assumed } = pageThen(then, asked, at)
  const known = inputOf(subject, rules, at)
  const isKnown = (path: string) => pageFacts['path'] !== undefined || !path.startsWith('page.')
  const input: DecisionInput = {
    ...known,
    facts: { ...known.facts, page: pageFacts, local: clockFacts(at, page.zone ?? rules.settings.zone) },
    settings: { ...known.settings, cancelEvent: rules.settings.cancelEvent },
    consent,
    page,
    visit,
  }
  const { page: _, ...withoutPage } = input
  const names = namesOf(rules)
  const all = explain(
    rules.campaigns.map(({ compiled }) => compiled),
    input,
  )
  const path = pageFacts['path']
  return {
    at: new Date(at).toISOString(),
    user: subject.id,
    account: subject.accountId,
    known: subject.person !== undefined,
    page: { ...(typeof path === 'string' && { path }), places: [...page.places], assumed },
    facts: { ...input.facts },
    input: { ...input },
    decisions: rules.campaigns.flatMap((one, index) => {
      if (asked.campaign !== undefined && one.id !== asked.campaign) return []
      // Where the page's address is not known, a rule about it is open, not failed.
      const [open] = needsPath(one) && path === undefined ? explain([one.compiled], { ...withoutPage, facts: known.facts }) : []
      const decision = open ?? all[index]
      return decision ? [inWords(one, decision, { input, names, isKnown })] : []
    }),
  }
}

interface Around {
  input: DecisionInput
  names: Names
  isKnown: (path: string) => boolean
}

function inWords(
  { definition, state }: RuleCampaign,
  decision: Decision,
  { input, names, isKnown }: Around,
): Explanation['decisions'][number] {
  const { name, motion, widget, audience } = definition
  return {
    ...decision,
    name,
    motion,
    kind: widget.kind,
    state,
    summary: summaryOf(decision, names),
    reasons: decision.reasons.map((reason) => ({ ...reason, words: describeReason(reason, names) })),
    change: decision.reasons.flatMap((reason) => changeOf(reason, names) ?? []),
    rule: describeRule(audience, input.facts, names, isKnown),
  }
}

function needsPath({ definition: { audience, trigger } }: RuleCampaign): boolean {
  return trigger.on === 'page' || pathsOf(audience).some((path) => path.startsWith('page.'))
}
