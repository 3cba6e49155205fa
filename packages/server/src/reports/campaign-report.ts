import { HELD_OUT } from '@espalier/core'
import type { CampaignReport, Settings } from '@espalier/core/schema'
import { reportCredits } from '../attribution/report-credits.ts'
import { toMajor } from '../billing/money.ts'
import { creditsNaming, stillPays } from '../results/credits.ts'
import { figuresOf, type AccountMoney, type ArmCounts, type PeopleCounts } from '../results/figures.ts'
import { resultsOf } from '../results/memory.ts'
import { sparedBy } from '../results/spared.ts'
import { payingAt } from '../results/paying.ts'
import { sampleRatio } from '../statistics/sample-ratio.ts'
import { loadSpecial } from '../statistics/special.ts'
import type { Store } from '../store/store.ts'
import { dailySeries } from './daily-series.ts'
import { liftOf } from './lift.ts'
import { keptMoneyByArm } from './money-by-arm.ts'
import { sumOfPeople } from './people-lift.ts'
import { plannedShares } from './planned-shares.ts'
import { answersToCampaign } from './surveys/question.ts'

/**
 * The report of a campaign by intention to treat: every account counts in the arm that it was assigned, from its first eligibility,
 * whether it saw anything or not. An account converts when its first success comes within the goal's window after that moment.
 * Undefined when there is no such campaign; before the first exposure all counts are 0.
 * @param now epoch milliseconds
 */
export async function campaignReport(store: Store, id: string, now: number): Promise<CampaignReport | undefined> {
  const record = await store.campaigns.find(id)
  if (!record) return undefined
  const campaign = (await store.campaigns.version(id, record.version))?.definition ?? record.draft
  const settings = await store.workspace.settings()
  const results = await resultsOf(store)
  const { from, arms, money, worth, quarters, people } = figuresOf(results, id)
  const plan = plannedShares(campaign, settings)
  const counts = inOrder(
    plan.map((one) => one.arm),
    arms,
  )
  const treated = counts.filter((one) => one.arm !== HELD_OUT)
  const heldOut = counts.find((one) => one.arm === HELD_OUT) ?? emptyArm(HELD_OUT)
  const held = await sparedBy(store, results, id)
  const { windowDays } = settings.attribution
  const { accounts, priorDeviation } = settings.analysis
  const funnel = {
    ...funnelOf(treated, heldOut, held.accounts),
    kept: campaign.goal.kind === 'upgrade' ? keptAmong(money, (account) => stillPays(results, account, from ?? now)) : null,
  }
  const existing = from === undefined ? 0 : payingAt(results, from)
  const currency = currencyOf(money, settings)
  const inCurrency = money.filter((one) => one.currency === currency)
  const ofArm = keptMoneyByArm(money, worth, currency)
  const peopleOf = ({ arm }: ArmCounts) => people.filter((one) => one.arm === arm)
  const compared = (arm: ArmCounts) => ({ ...arm, money: ofArm(arm), people: peopleOf(arm) })
  return {
    campaign: id,
    version: record.version,
    motion: campaign.motion,
    window: {
      from: from === undefined ? null : new Date(from).toISOString(),
      to: new Date(now).toISOString(),
      zone: settings.zone,
      conversionDays: campaign.goal.windowDays,
    },
    currency,
    arms: counts.map((arm) => ({
      arm: arm.arm,
      heldOut: arm.arm === HELD_OUT,
      accounts: arm.accounts,
      shown: arm.shown,
      engaged: arm.engaged,
      accepted: arm.accepted,
      converted: arm.converted,
      rate: arm.accounts > 0 ? arm.converted / arm.accounts : null,
      ...(people.length > 0 && peopleFields(peopleOf(arm))),
      ...amounts(
        inCurrency.filter((one) => one.arm === arm.arm),
        currency,
      ),
    })),
    ...otherMoney(money, currency),
    funnel,
    credits: reportCredits({ credits: creditsNaming(results, id), windowDays }, id, currency, now),
    lift: liftOf(
      {
        campaign,
        treated: treated.map(compared),
        heldOut: compared(heldOut),
        from,
        now,
        beforehand: { usual: accounts, prior: priorDeviation },
      },
      await loadSpecial(),
    ),
    prior: priorDeviation ?? null,
    srm: { p: await sampleRatio(plan.map(({ arm, share }) => ({ share, count: counts.find((one) => one.arm === arm)?.accounts ?? 0 }))) },
    twoArms: await store.merges.twoArms(id),
    upsellRate: {
      perExistingAccount: existing > 0 ? funnel.upgraded / existing : null,
      perExposedAccount: funnel.shown > 0 ? funnel.upgraded / funnel.shown : null,
      existingAccounts: existing,
      exposedAccounts: funnel.shown,
    },
    heldBack: held.gates,
    daily: dailySeries(quarters, from, now, settings.zone),
    ...(campaign.widget.kind === 'nps' && {
      survey: { ...(await answersToCampaign(store, id, now)), responseRate: responseRateOf(funnel) },
    }),
  }
}

/** Answered over seen. Who answered has seen it, though a page that was left at once may not have told so. */
function responseRateOf({ shown, accepted }: CampaignReport['funnel']): number | null {
  const seen = Math.max(shown, accepted)
  return seen > 0 ? accepted / seen : null
}

function peopleFields(counts: readonly PeopleCounts[]): Pick<CampaignReport['arms'][number], 'people' | 'peopleConverted'> {
  const { people, succeeded } = sumOfPeople(counts)
  return { people, peopleConverted: succeeded }
}

/** The workspace's currency, unless all the money came in one other. */
function currencyOf(money: readonly AccountMoney[], settings: Settings): string {
  const found = new Set(money.map((one) => one.currency))
  const [only] = found
  return found.size === 1 && only ? only : settings.currency
}

function emptyArm(arm: string): ArmCounts {
  return { arm, accounts: 0, shown: 0, engaged: 0, accepted: 0, converted: 0 }
}

/** Accounts of the shown arms that converted and still pay. */
function keptAmong(money: readonly AccountMoney[], pays: (account: string) => boolean): number {
  const upgraded = money.filter((one) => one.arm !== HELD_OUT && one.mrr > 0)
  return new Set(upgraded.flatMap(({ account }) => (pays(account) ? [account] : []))).size
}

/** The planned arms, then arms of earlier versions, the hold-out last. */
function inOrder(planned: readonly string[], counts: readonly ArmCounts[]): ArmCounts[] {
  const known = new Map(counts.map((one) => [one.arm, one]))
  const arms = new Set([...planned, ...known.keys()])
  arms.delete(HELD_OUT)
  return [...arms, HELD_OUT].map((arm) => known.get(arm) ?? emptyArm(arm))
}

function funnelOf(treated: readonly ArmCounts[], heldOut: ArmCounts, heldBack: number): Omit<CampaignReport['funnel'], 'kept'> {
  const sum = (count: (arm: ArmCounts) => number) => treated.reduce((total, arm) => total + count(arm), 0)
  const wouldShow = sum((arm) => arm.accounts) + heldOut.accounts
  return {
    eligible: wouldShow + heldBack,
    heldBack,
    wouldShow,
    shown: sum((arm) => arm.shown),
    engaged: sum((arm) => arm.engaged),
    accepted: sum((arm) => arm.accepted),
    upgraded: sum((arm) => arm.converted),
  }
}

function amounts(money: readonly AccountMoney[], currency: string): { expansionMrr: number; value: number } {
  const sum = (of: (one: AccountMoney) => number) => money.reduce((total, one) => total + of(one), 0)
  return {
    expansionMrr: toMajor(
      sum((one) => one.mrr),
      currency,
    ),
    value: toMajor(
      sum((one) => one.value),
      currency,
    ),
  }
}

/** Money in currencies other than the report's, by arm; no field where there is none. */
function otherMoney(money: readonly AccountMoney[], currency: string): Pick<CampaignReport, 'otherMoney'> {
  const other = Map.groupBy(
    money.filter((one) => one.currency !== currency),
    (one) => JSON.stringify([one.arm, one.currency]),
  )
  const rows = [...other.values()].flatMap((list) => {
    const [first] = list
    return first ? [{ arm: first.arm, currency: first.currency, ...amounts(list, first.currency) }] : []
  })
  return rows.length > 0 ? { otherMoney: rows } : {}
}
