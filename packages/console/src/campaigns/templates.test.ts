import { campaign } from '@espalier/core/schema'
import { describe, expect, it } from 'vitest'
import { lint } from './copy-lint.ts'
import { freeId, TEMPLATES } from './templates.ts'

describe.each(TEMPLATES)('the template $key', ({ key, campaign: start }) => {
  it('is a valid campaign in both languages', () => {
    for (const name of Object.values(start.name)) expect(campaign.safeParse({ ...start, id: key, name }).error).toBeUndefined()
  })

  it('pushes nobody', () => {
    for (const locale of ['en', 'ja'] as const) {
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
