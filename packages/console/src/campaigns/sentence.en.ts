import { isSelling } from '@espalier/core'
import type { CampaignInput } from '@espalier/core/schema'
import { factWords } from '../text/facts.ts'
import { describeAudience } from './audience-sentence.ts'
import { nameOfFeature, type Names } from './names.ts'
import type { Writable } from './writable.ts'
import { describeProperties } from './properties-sentence.ts'
import { writeMoment } from './zoned-time.ts'

/** Every sentence in English. `heldOut` is the share of accounts that see nothing; `zone` is the workspace's. */
export function englishSentences(campaign: Writable, names: Names, heldOut: number, zone: string): string {
  const { widget, cadence, feature, motion, namespace } = campaign
  const who = describeAudience(campaign.audience ?? {}, names)
  const what = {
    card: `a card in “${'slot' in widget ? widget.slot : ''}”`,
    modal: 'a dialog',
    gate: `the preview of ${nameOfFeature('feature' in widget ? widget.feature : '', names)}`,
    nps: 'a survey question from 0 to 10',
  }[widget.kind]
  const often = {
    always: 'whenever it applies',
    once: 'once',
    'until-answered': 'until they answer',
    every: `at most once in ${days(cadence?.days)}`,
  }[cadence?.show ?? 'always']
  const most = cadence?.max ? `, at most ${times(cadence.max)}` : ''
  const sentences = [`${who} see ${what} ${when(campaign.trigger, names)}, ${often}${most}.`]
  const account = cadence?.account
  if (account?.days || account?.max) {
    const parts = [account.days && `once in ${days(account.days)}`, account.max && `${times(account.max)} in all`]
    sentences.push(`All people of an account together see it at most ${parts.filter(Boolean).join(' and ')}.`)
  }
  const limits = schedule(campaign.schedule, zone)
  if (limits) sentences.push(limits)
  if (widget.kind !== 'gate' && widget.kind !== 'nps')
    sentences.push(`After “Not now” it stays away for ${days(cadence?.quiet?.notNow ?? 14)}.`)
  if (feature && isSelling(motion)) sentences.push(`Nobody who has ${nameOfFeature(feature, names)} already is offered it.`)
  if (namespace) sentences.push(`Only accounts in ${share(namespace.from)} to ${share(namespace.until)}% of “${namespace.id}” can meet it.`)
  if (heldOut > 0) sentences.push(`${share(heldOut)}% of these accounts see nothing and are counted for comparison.`)
  return sentences.join(' ')
}

function when(trigger: CampaignInput['trigger'], names: Names): string {
  switch (trigger?.on) {
    case 'event': {
      const event = `“${trigger.event}”${describeProperties(trigger.where, names)}`
      return trigger.delaySeconds ? `${duration(trigger.delaySeconds)} after ${event}` : `right after ${event}`
    }
    case 'feature':
      return `where ${nameOfFeature(trigger.feature, names)} is locked`
    case 'limit':
      return `while ${share(trigger.ratio)}% or more of ${nameOfFeature(trigger.feature, names)} is used`
    case 'page':
      return `on pages that match “${trigger.path}”`
    case 'visible':
      return 'once its place is in view'
    case 'cancel':
      return 'when somebody starts to cancel'
    case 'server':
      return `on the next visit within ${days(trigger.days ?? 30)} after “${trigger.event}”${describeProperties(trigger.where, names)} reached the server`
    case 'date':
      return around(trigger.path, trigger.from, trigger.until)
    case 'code':
      return 'when your product asks for it'
    default:
      return 'when a page opens'
  }
}

function around(path: string, from: number, until: number): string {
  const trait = path.endsWith('.renewsAt') ? 'the renewal' : `“${path}”`
  if (from < 0 && until > 0) return `from ${days(-from)} before ${trait} until ${days(until)} after it`
  if (until <= 0) return until === 0 ? `in the ${days(-from)} before ${trait}` : `from ${-from} to ${days(-until)} before ${trait}`
  return from === 0 ? `in the ${days(until)} after ${trait}` : `from ${from} to ${days(until)} after ${trait}`
}

function schedule(plan: CampaignInput['schedule'], workspace: string): string | undefined {
  const { from, until, weekdays, hours, zone } = plan ?? {}
  const written = zone === undefined || zone === 'user' ? workspace : zone
  const names = factWords.en.values['weekday'] ?? {}
  const parts = [
    from && `from ${writeMoment(from, written, 'en')}`,
    until && `until ${writeMoment(until, written, 'en')}`,
    weekdays && `on ${weekdays.map((one) => names[one]).join(', ')}`,
    hours && `between ${hours.from}:00 and ${hours.until}:00`,
  ].filter(Boolean)
  if (parts.length === 0) return undefined
  const whose = zone === undefined ? 'workspace time' : zone === 'user' ? 'the person’s own time' : zone
  return `Only ${parts.join(', ')} (${whose}).`
}

function duration(seconds: number): string {
  if (seconds % 3600 === 0) return seconds === 3600 ? '1 hour' : `${seconds / 3600} hours`
  if (seconds % 60 === 0) return seconds === 60 ? '1 minute' : `${seconds / 60} minutes`
  return seconds === 1 ? '1 second' : `${seconds} seconds`
}

function days(count: number | undefined): string {
  return count === undefined ? '– days' : count === 1 ? '1 day' : `${count} days`
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`
}

function share(part: number): string {
  return String(Math.round(part * 1000) / 10)
}
