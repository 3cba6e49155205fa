import { address } from '../address.ts'
import type { HomeAccounts, HomeFigure, HomeReport, RevenueAccounts, Settings } from '@espalier/core/schema'
import { request } from '../api.ts'
import type { Opened } from '../meanwhile/opened.ts'
import { changeSettings } from '../settings/wire.ts'

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

/** Keeps the targets; everything else of the settings that were opened stays as it is. */
export function saveTargets(targets: Targets, opened: Opened<Settings>): Promise<Opened<Settings>> {
  return changeSettings({ targets }, opened)
}
