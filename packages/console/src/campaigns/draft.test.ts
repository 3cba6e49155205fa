import type { CampaignInput } from '@espalier/core/schema'
import { describe, expect, it } from 'vitest'
import { chooseLocale } from '../locale.ts'
import { createDraft } from './draft.ts'
import { TEMPLATES } from './templates.ts'

const [template] = TEMPLATES
const problemSolved = 'Work stops at the limit.'
const start = () => createDraft({ ...template?.campaign, id: 'near', name: 'Near the limit', problemSolved } as CampaignInput)

describe('a campaign while it is edited', () => {
  it('begins clean and valid', () => {
    const draft = start()
    expect([draft.dirty.value, draft.valid.value, draft.problems.value]).toEqual([false, true, 0])
  })

  it('is dirty after a change, and clean again when the change is taken back', () => {
    const draft = start()
    draft.set('widget.content.en.title', 'Another title')
    expect(draft.dirty.value).toBe(true)
    draft.set('widget.content.en.title', 'Your team is close to this month’s limit')
    expect(draft.dirty.value).toBe(false)
  })

  it('keeps what was written while it was being saved', () => {
    const draft = start()
    draft.set('name', 'First')
    const sent = draft.value.value
    draft.set('name', 'First and second')
    draft.saved(sent, sent)
    expect([draft.read('name'), draft.dirty.value]).toEqual(['First and second', true])
    draft.saved(draft.value.value)
    expect([draft.read('name'), draft.dirty.value]).toEqual(['First and second', false])
  })

  it('would be lost with a text that cannot be read yet, though nothing of it has changed', () => {
    const draft = start()
    draft.setReadable(false)
    expect([draft.dirty.value, draft.unkept.value]).toEqual([false, true])
    draft.setReadable(true)
    expect(draft.unkept.value).toBe(false)
  })

  it('names the field that is wrong, in the reader’s language', () => {
    const draft = start()
    draft.set('problemSolved', 'short')
    draft.set('widget.content.ja.action.url', 'javascript:alert(1)')
    chooseLocale('en')
    expect(draft.errorOf('problemSolved')).toBe('Write at least 10 characters.')
    chooseLocale('ja')
    expect(draft.errorOf('problemSolved')).toBe('10文字以上で書いてください。')
    expect(draft.errorOf('widget.content.ja.action.url')).toMatch('https://')
    expect(draft.valid.value).toBe(false)
    chooseLocale('en')
  })

  it('names the path inside a condition', () => {
    const draft = start()
    draft.set('audience', { $or: [{ 'plan.id': { $gte: 1 } }, { 'plans.id': 'team' }] })
    expect(draft.errorsUnder('audience')).toEqual([
      { path: 'audience.$or.1.plans.id', message: expect.stringContaining('There is no fact “plans.id”.') },
    ])
  })

  it('keeps a complaint of the server until its field changes', () => {
    const draft = start()
    draft.complain([{ field: 'variants[0].id', message: 'taken' }])
    expect(draft.errorOf('variants.0.id')).toBe('taken')
    draft.set('name', 'Other')
    expect(draft.errorOf('variants.0.id')).toBe('taken')
    draft.set('variants.0.id', 'b')
    expect(draft.errorOf('variants.0.id')).not.toBe('taken')
  })

  it('takes a field away with undefined and makes what is missing on the way', () => {
    const draft = start()
    draft.set('widget.content.en.alternative.label', 'Delete old reports')
    expect(draft.read('widget.content.en.alternative')).toEqual({ label: 'Delete old reports' })
    draft.set('widget.content.en.alternative', undefined)
    expect(draft.read('widget.content.en')).not.toHaveProperty('alternative')
  })

  it('is not valid while its text cannot be read', () => {
    const draft = start()
    draft.setReadable(false)
    expect(draft.valid.value).toBe(false)
    draft.setReadable(true)
    expect(draft.valid.value).toBe(true)
  })

  it('tells the bound of a share as the percentage that is edited', () => {
    const draft = start()
    draft.set('holdout.share', 0.95)
    expect(draft.errorOf('holdout.share')).toBe('Use 90 or less.')
  })

  it('leaves the value that it started from as it was', () => {
    const initial = { ...template?.campaign, id: 'near', name: 'Near', problemSolved } as CampaignInput
    const copy = structuredClone(initial)
    createDraft(initial).set('widget.content.en.title', 'Changed')
    expect(initial).toEqual(copy)
  })
})
