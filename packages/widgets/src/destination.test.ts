import { expect, it } from 'vitest'
import { destination } from './destination.ts'

it.each(['https://example.com/plans', 'mailto:sales@example.com', '/plans?from=card', '#plans'])('lets %s through', (url) => {
  expect(destination(url)).toBe(url)
})

it.each([
  'javascript:alert(1)',
  'java\nscript:alert(1)',
  ' JavaScript:alert(1)',
  'data:text/html,x',
  'http://example.com',
  '//example.com/plans',
  '/\\example.com',
  'blob:https://example.com/x',
  '',
  undefined,
])('refuses %j', (url) => {
  expect(destination(url)).toBeUndefined()
})
