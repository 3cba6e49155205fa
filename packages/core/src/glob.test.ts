import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileGlob } from './glob.ts'

describe('a path with stars', () => {
  it.each([
    ['/settings/*', '/settings/members', true],
    ['/settings/*', '/settings/', true],
    ['/settings/*', '/settings', false],
    ['*/edit', '/reports/7/edit', true],
    ['*/edit', '/reports/7/edited', false],
    ['/a/*/b/*', '/a/1/b/2', true],
    ['/a/*/b/*', '/a/b/2', false],
    ['/a*a', '/a', false],
    ['/a*a', '/aa', true],
    ['*', '', true],
    ['/exact', '/exact', true],
    ['/exact', '/exact/', false],
    ['/a.c', '/abc', false],
    ['/*', undefined, false],
  ])('%s against %s is %s', (glob, path, expected) => {
    expect(compileGlob(glob)(path)).toBe(expected)
  })

  it('answers what the regular expression would', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*'), maxLength: 8 })
    fc.assert(
      fc.property(text, fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 12 }), (glob, path) => {
        expect(compileGlob(glob)(path)).toBe(new RegExp(`^${glob.replaceAll('*', '.*')}$`).test(path))
      }),
      { numRuns: 5000 },
    )
  })

  it('takes no longer for many stars', () => {
    const glob = `/${'*a'.repeat(99)}b`
    expect(compileGlob(glob)(`/${'a'.repeat(100_000)}`)).toBe(false)
  })
})
