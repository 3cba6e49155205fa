import type { Lead, LeadSide, LeadState } from '@espalier/core/schema'
import type { Columns } from '../http/table.ts'

type Words = readonly [en: string, ja: string]

const STATES: Readonly<Record<LeadState, Words>> = {
  new: ['New', '未対応'],
  accepted: ['Taken up', '対応中'],
  rejected: ['Turned down', '却下'],
  won: ['Won', '受注'],
}
const SIDES: Readonly<Record<LeadSide, Words>> = { cs: ['Customer success', 'カスタマーサクセス'], sales: ['Sales', '営業'] }

/** Leads as a table for spreadsheets. What people read is in the language that is asked for, beside what programs read. */
export function leadColumns(lang: 'en' | 'ja'): Columns<Lead> {
  const inWords = ([en, ja]: Words) => (lang === 'ja' ? ja : en)
  return [
    ['Account', 'アカウント', (row) => row.account],
    ['Name', '名前', (row) => row.name],
    ['Campaign', 'キャンペーン', (row) => row.campaign],
    ['Campaign name', 'キャンペーン名', (row) => row.campaignName],
    ['Person', 'ユーザー', (row) => row.person],
    ['Passed at', '引き渡した日時', (row) => row.passedAt],
    ['State', '状態', (row) => row.state],
    ['Since', '状態の変わった日時', (row) => row.since],
    ['By', '根拠', (row) => row.by],
    ['Author', '記入者', (row) => row.author],
    ['Reason', '理由', (row) => row.reason],
    ['State in words', '状態の名前', (row) => inWords(STATES[row.state])],
    ['Turn', '対応する側', (row) => inWords(SIDES[row.side])],
    ['Owner', '担当者', (row) => row.owner],
    ['Customer success', 'カスタマーサクセスの担当者', (row) => row.cs],
    ['Sales', '営業の担当者', (row) => row.sales],
    ['Due on', '期限', (row) => row.dueOn],
    ['Overdue', '期限切れ', (row) => (row.overdue ? inWords(['overdue', '期限切れ']) : '')],
    ['Next step', '次の対応', (row) => row.nextStep],
  ]
}
