import { campaign } from '@espalier/core/schema'
import { describe, expect, it } from 'vitest'
import { lint } from './copy-lint.ts'
import { LOCALES } from '../text/locales.ts'
import { draftOf, freeId, TEMPLATES } from './templates.ts'

describe.each(TEMPLATES)('the template $key', (template) => {
  const start = template.campaign

  it('is a valid campaign in both languages', () => {
    for (const locale of LOCALES) expect(campaign.safeParse(draftOf(template, template.key, locale)).error).toBeUndefined()
  })

  it('pushes nobody', () => {
    for (const locale of LOCALES) {
      const content = start.widget.content[locale]
      expect(lint(('body' in content && content.body) || '', 'body', locale)).toEqual([])
      expect(lint('title' in content ? content.title : content.question, 'title', locale)).toEqual([])
    }
  })
})

it('gives a campaign an id that is still free', () => {
  expect(freeId('nps', [])).toBe('nps')
  expect(freeId('nps', ['nps', 'nps-2'])).toBe('nps-3')
})
