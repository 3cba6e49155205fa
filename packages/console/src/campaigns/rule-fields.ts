import { eventFactName, pathsOf } from '@espalier/core'
import type { Catalog, Condition } from '@espalier/core/schema'
import { factWords } from '../text/facts.ts'
import { choices, fixedFields } from './fixed-fields.ts'
import { nameOfCampaign, nameOfFeature, type Names } from './names.ts'
import { eventOf, fieldOf, type RuleField, type RuleFieldGroup } from './rule-field.ts'

/** The facts that the workspace, its catalogue, its definitions and campaigns, and the condition itself make known. */
export function ruleFields(names: Names, condition: Condition, more: readonly string[]): RuleFieldGroup[] {
  const w = factWords[names.locale]
  const paths = [...new Set([...pathsOf(condition), ...more])]
  const groups: RuleFieldGroup[] = [
    { label: w.groups.segments, options: segmentFields(names) },
    { label: w.groups.account, options: fixedFields('account', names) },
    { label: w.groups.limits, options: limitFields(names) },
    { label: w.groups.features, options: featureFields(names) },
    { label: w.groups.events, options: eventFields('event', names, paths) },
    { label: w.groups.accountEvents, options: eventFields('accountEvent', names, paths) },
    { label: w.groups.person, options: fixedFields('person', names) },
    { label: w.groups.campaigns, options: campaignFields(names, paths) },
    { label: w.groups.page, options: fixedFields('page', names) },
    { label: w.groups.time, options: fixedFields('time', names) },
    { label: w.groups.care, options: fixedFields('care', names) },
  ]
  const known = new Set(groups.flatMap((group) => group.options.map((one) => one.name)))
  const other = paths.map(fieldOf).filter((path) => !known.has(path))
  groups.push({
    label: w.groups.other,
    options: [...new Set(other)].map((name) => ({ name, label: name, kind: name.startsWith('segment.') ? 'boolean' : 'text' })),
  })
  return groups.filter((group) => group.options.length > 0)
}

function segmentFields({ definitions }: Names): RuleField[] {
  return (definitions?.segments ?? []).map(({ id, name }) => ({ name: `segment.${id}`, label: name, kind: 'boolean' }))
}

function limitFields(names: Names): RuleField[] {
  const w = factWords[names.locale]
  return (names.catalog?.features ?? [])
    .filter((one) => one.kind === 'metered')
    .flatMap(({ id }) =>
      (['ratio', 'remaining', 'used', 'limit', 'forecastDays', 'state'] as const).map((fact): RuleField => {
        const field = { name: `limit.${id}.${fact}`, label: w.limit[fact](nameOfFeature(id, names)) }
        if (fact === 'state') return { ...field, kind: 'choice', values: choices(w.values['state']) }
        return { ...field, kind: fact === 'ratio' ? 'share' : 'number' }
      }),
    )
}

function featureFields(names: Names): RuleField[] {
  const w = factWords[names.locale]
  return (names.catalog?.features ?? []).map(({ id }) => ({
    name: `feature.${id}`,
    label: w.has(nameOfFeature(id, names)),
    kind: 'boolean',
  }))
}

function eventFields(root: 'event' | 'accountEvent', names: Names, paths: readonly string[]): RuleField[] {
  const w = factWords[names.locale]
  const counted = new Map((names.definitions?.events ?? []).map((one) => [one.id, one.name]))
  const read = paths.flatMap((path) => eventOf(path) ?? [])
  const events = new Set([...counted.keys(), ...eventNames(names.catalog).map(eventFactName), ...read])
  const told = (label: string) => (root === 'accountEvent' ? w.together(label) : label)
  return [...events].flatMap((event) =>
    (['count', 'daysSinceFirst', 'daysSinceLast'] as const).map((fact): RuleField => ({
      name: `${root}.${event}.${fact}`,
      // The heading of the group is not seen any more once the fact is chosen.
      label: told(w.event[fact](counted.get(event) ?? event)),
      kind: 'number',
    })),
  )
}

function campaignFields(names: Names, paths: readonly string[]): RuleField[] {
  const w = factWords[names.locale]
  const read = paths.flatMap((path) => /^(?:survey|campaign)\.([^.]+)\./.exec(path)?.[1] ?? [])
  const known = names.campaigns ?? []
  const ids = new Set([...known.map((one) => one.id), ...read])
  const named = (id: string) => known.find((one) => one.id === id)?.name ?? nameOfCampaign(id, names)
  return [...ids].flatMap((id): RuleField[] => [
    { name: `survey.${id}.score`, label: w.survey.score(named(id)), kind: 'number' },
    { name: `survey.${id}.daysSince`, label: w.survey.daysSince(named(id)), kind: 'number' },
    { name: `campaign.${id}.shown`, label: w.campaign.shown(named(id)), kind: 'number' },
    { name: `campaign.${id}.daysSinceShown`, label: w.campaign.daysSinceShown(named(id)), kind: 'number' },
    { name: `campaign.${id}.response`, label: w.campaign.response(named(id)), kind: 'choice', values: choices(w.values['response']) },
  ])
}

/** The events that the catalogue's metered features count. */
export function eventNames(catalog: Catalog | undefined): string[] {
  return [...new Set((catalog?.features ?? []).flatMap((one) => one.event ?? []))]
}
