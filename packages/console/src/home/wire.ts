import { address } from '../address.ts'
import type { HomeAccounts, HomeFigure, HomeReport, RevenueAccounts, Settings } from '@espalier/core/schema'
import { request } from '../api.ts'

export type { HomeAccounts, HomeFigure, HomeReport, RevenueAccounts }
export type Targets = Settings['targets']

/** What is asked for: a month, and one group of accounts. */
export interface Asked {
  month?: string
  by?: string
  value?: string
}

/** The first screen's figures. */
export function readHome(asked: Asked): Promise<HomeReport> {
  return request('GET', address('/v1/reports/home', asked))
}

/** The accounts behind a step. */
export function readStep(step: string, asked: Asked): Promise<HomeAccounts> {
  return request('GET', address('/v1/reports/home/accounts', { step, ...asked }))
}

/** The accounts behind the figures of a month. */
export function readRevenueAccounts(asked: Asked & { month: string; currency?: string }): Promise<RevenueAccounts> {
  return request('GET', address('/v1/reports/revenue/accounts', asked))
}

/** Keeps the targets; everything else of the settings stays as it is. */
export async function saveTargets(targets: Targets): Promise<void> {
  const settings = await request<Settings>('GET', '/v1/settings')
  await request('PUT', '/v1/settings', { ...settings, targets })
}

/** The targets as they are kept. */
export async function readTargets(): Promise<Targets> {
  return (await request<Settings>('GET', '/v1/settings')).targets
}
