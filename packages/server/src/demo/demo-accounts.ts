import { isHeldOut } from '@espalier/core'
import type { BothLanguages, Campaign, Settings } from '@espalier/core/schema'
import type { WorkspaceStore } from '../store/workspace.ts'

/** One of the accounts that a visitor of the demo product can sign in with. */
export interface DemoAccount {
  id: string
  name: BothLanguages
  /** Plan that it starts on. */
  plan: 'starter' | 'team' | 'business'
  /** Exports of this month when it starts, made by colleagues. */
  exportsUsed: number
  /** Exports of the last days by the person who signs in. */
  ownExports: number
  /** False for the account that only stands for the hold-out. */
  listed: boolean
}

const FIRST: readonly DemoAccount[] = [
  { id: 'komorebi', name: { en: 'Komorebi Studio', ja: 'こもれびスタジオ' }, plan: 'starter', exportsUsed: 2, ownExports: 0, listed: true },
  { id: 'minato', name: { en: 'Minato Works', ja: 'みなと製作所' }, plan: 'team', exportsUsed: 15, ownExports: 0, listed: true },
  { id: 'kita', name: { en: 'Kita Logistics', ja: '北ロジスティクス' }, plan: 'business', exportsUsed: 60, ownExports: 4, listed: true },
  // The workspace's hold-out takes this id by its hash: the same team as Minato Works, and it never sees anything.
  { id: 'sazanami', name: { en: 'Sazanami Foods', ja: 'さざなみ食品' }, plan: 'team', exportsUsed: 15, ownExports: 0, listed: false },
]

/** The person who signs in with a demo account. */
export function ownerOf(account: string): string {
  return `${account}-owner`
}

/** The accounts that a fresh folder starts with. */
export function firstAccounts(): readonly DemoAccount[] {
  return FIRST
}

/** The accounts to sign in with now: those of the newest round. Starting over adds a round; nothing is ever deleted. */
export async function currentAccounts(workspace: WorkspaceStore): Promise<readonly DemoAccount[]> {
  const { ids } = await newestRound(workspace)
  return FIRST.map((account) => ({ ...account, id: ids[account.id] ?? account.id }))
}

/** Begins a new round with fresh ids. The listed ones fall into no hold-out, so that a visitor sees what the demo is about. */
export async function nextRound(
  workspace: WorkspaceStore,
  campaigns: readonly Campaign[],
  settings: Settings,
): Promise<readonly DemoAccount[]> {
  const { number } = await newestRound(workspace)
  const heldOut = (id: string) => campaigns.some((one) => isHeldOut(one, id, settings.holdout))
  const ids: Record<string, string> = {}
  for (const account of FIRST) {
    if (!account.listed) continue
    let suffix = (number + 1) * 100
    while (heldOut(`${account.id}-${suffix}`)) suffix += 1
    ids[account.id] = `${account.id}-${suffix}`
  }
  await workspace.noteOnce(noteName(number + 1), JSON.stringify(ids))
  return currentAccounts(workspace)
}

function noteName(round: number): string {
  return `demo-round-${round}`
}

async function newestRound(workspace: WorkspaceStore): Promise<{ number: number; ids: Record<string, string> }> {
  let number = 0
  let ids: Record<string, string> = {}
  for (;;) {
    const note = await workspace.note(noteName(number + 1))
    if (!note) return { number, ids }
    number += 1
    ids = JSON.parse(note) as Record<string, string>
  }
}
