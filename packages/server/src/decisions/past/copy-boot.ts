import type { CounterState, History } from '@espalier/core'
import type { Boot } from '@espalier/core/schema'

/** A copy of an answer that events may move on. What they do not change is shared. */
export function copyBoot(boot: Boot): Boot {
  const { counters, accountCounters, entitlements, history } = boot
  return {
    ...boot,
    counters: each(counters, copyCounter),
    accountCounters: each(accountCounters, copyCounter),
    entitlements: each(entitlements, (one) => ({ ...one })),
    history: copyHistory(history),
  }
}

const copyCounter = (state: CounterState): CounterState => ({ ...state, n: [...state.n] })

function copyHistory(history: History): History {
  const { campaigns, userAttention, accountAttention, accountCampaigns, surveys } = history
  return {
    ...history,
    campaigns: each(campaigns, (one) => ({ ...one })),
    userAttention: [...userAttention],
    accountAttention: [...accountAttention],
    ...(accountCampaigns && { accountCampaigns: each(accountCampaigns, (one) => ({ ...one })) }),
    ...(surveys && { surveys: { ...surveys } }),
  }
}

function each<T>(all: Readonly<Record<string, T>>, copy: (one: T) => T): Record<string, T> {
  const copied: Record<string, T> = {}
  for (const name of Object.keys(all)) copied[name] = copy(all[name] as T)
  return copied
}
