import { expect, it } from 'vitest'
import { address } from './address.ts'

it('asks for the group of those that say nothing, and leaves out what is not asked', () => {
  expect(address('/rows', { month: '2026-10', by: 'industry', value: '' })).toBe('/rows?month=2026-10&by=industry&value=')
  expect(address('/rows', { by: 'industry', value: undefined })).toBe('/rows?by=industry')
  expect(address('/rows', { month: '', by: '', value: '' })).toBe('/rows')
})
