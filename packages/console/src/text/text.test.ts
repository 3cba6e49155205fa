import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { campaignReport } from '@espalier/core/schema'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { billingEventWords } from './billing-events.ts'
import { campaignWords } from './campaigns.ts'
import { careWords } from './care.ts'
import { codeNames } from './codes.ts'
import { costWords } from './costs.ts'
import { creditWords } from './credits.ts'
import { debuggerWords } from './debugger.ts'
import { definitions } from './definitions.ts'
import { editorWords } from './editor.ts'
import { errorParts, errorWords } from './errors.ts'
import { featureWords } from './features.ts'
import { frameWords } from './frame.ts'
import { homeWords } from './home.ts'
import { surveyWords } from './surveys.ts'
import { guardrailWords } from './guardrails.ts'
import { heldBackWords } from './held-back.ts'
import { hookWords } from './hooks.ts'
import { identityWords } from './identity.ts'
import { importWords } from './import.ts'
import { installWords } from './install.ts'
import { leadEvidenceWords } from './lead-evidence.ts'
import { leadWords } from './leads.ts'
import { peopleWords } from './people.ts'
import { rateWords } from './rates.ts'
import { replayWords } from './replay.ts'
import { reportWords } from './reports.ts'
import { rulesWords } from './rules.ts'
import { factWords } from './facts.ts'
import { proofWords } from './proof.ts'
import { restraintWords } from './restraint.ts'
import { timingWords } from './timing.ts'
import { triggerWords } from './triggers.ts'
import { segmentWords } from './segments.ts'
import { settingsWords } from './settings.ts'
import { signInWords } from './sign-in.ts'

const books = {
  billingEventWords,
  campaignWords,
  careWords,
  codeNames,
  costWords,
  creditWords,
  debuggerWords,
  definitions,
  editorWords,
  errorParts,
  errorWords,
  featureWords,
  frameWords,
  homeWords,
  surveyWords,
  guardrailWords,
  heldBackWords,
  hookWords,
  identityWords,
  importWords,
  installWords,
  leadWords,
  peopleWords,
  rateWords,
  replayWords,
  reportWords,
  rulesWords,
  factWords,
  proofWords,
  restraintWords,
  timingWords,
  triggerWords,
  segmentWords,
  settingsWords,
  signInWords,
}

function keysOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, inner]) => keysOf(inner, `${path}/${key}`))
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : []
}

/** All texts, and those that hold figures as they stand in the source. */
function writtenIn(value: unknown): string[] {
  if (typeof value === 'function') return [String(value)]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(writtenIn) : textsOf(value)
}

describe.each(Object.entries(books))('%s', (_, book) => {
  it('has the same words in both languages', () => {
    expect(keysOf(book.ja)).toEqual(keysOf(book.en))
  })

  it('leaves none empty', () => {
    for (const text of [...textsOf(book.en), ...textsOf(book.ja)]) expect(text.trim()).not.toBe('')
  })

  it('writes a percentage in one piece, so that no line ends before its sign', () => {
    expect([...writtenIn(book.en), ...writtenIn(book.ja)].filter((text) => /[\d}] %/.test(text))).toEqual([])
  })
})

/** Fields that identify or explain, and are no numbers that a reader asks about. */
const NO_NUMBERS = new Set(['campaign', 'lift.arm', 'lift.metric', 'lift.missing', 'daily.day', 'heldBack', 'otherMoney'])

/** The fields of the report: the first level, and the second of what holds fields. */
function fieldsOf(shape: Record<string, z.ZodType>, path = ''): string[] {
  return Object.entries(shape).flatMap(([key, type]) => {
    const inner = shapeOf(type)
    const name = path + key
    return inner && path === '' && !NO_NUMBERS.has(name) ? fieldsOf(inner, `${name}.`) : [name]
  })
}

function shapeOf(type: z.ZodType): Record<string, z.ZodType> | undefined {
  const { def } = type as unknown as {
    def: { type: string; innerType?: z.ZodType; element?: z.ZodType; shape?: Record<string, z.ZodType> }
  }
  if (def.type === 'optional' && def.innerType) return shapeOf(def.innerType)
  if (def.type === 'array' && def.element) return shapeOf(def.element)
  return def.shape
}

describe('the definitions', () => {
  const missing = (defined: object) =>
    fieldsOf(campaignReport.shape).filter(
      (field) => !(field in defined) && (!NO_NUMBERS.has(field) || field === 'heldBack' || field === 'otherMoney'),
    )

  it('explain every number of a report', () => {
    expect(missing(definitions.en)).toEqual([])
  })

  it('are missed when one is taken away', () => {
    const { 'arms.rate': _, ...rest } = definitions.en
    expect(missing(rest)).toEqual(['arms.rate'])
  })
})

describe('Japanese', () => {
  it('calls a lead that was turned down otherwise than an offer that was held back', () => {
    const said = JSON.stringify([leadWords.ja, leadEvidenceWords.ja])
    expect([said.includes('却下'), said.includes('見送')]).toEqual([true, false])
    expect(heldBackWords.ja.title).toBe('見送り')
  })
})

describe('the short names of reasons', () => {
  const source = readFileSync(join(import.meta.dirname, '../../../core/src/words/reasons.ts'), 'utf8')
  const codes = [...source.slice(source.indexOf('REASONS')).matchAll(/^ {2}'?([a-z-]+)'?:/gm)].map(([, code]) => code ?? '')

  it('are there for everything that the engine may say', () => {
    expect(codes).toEqual(expect.arrayContaining(['health-low', 'muted', 'place-taken', 'user-day']))
    expect(codes.filter((code) => !(code in codeNames.en))).toEqual([])
  })

  it('are there for nothing that it never says', () => {
    expect(Object.keys(codeNames.en).filter((code) => !codes.includes(code))).toEqual([])
  })
})
