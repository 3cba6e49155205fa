import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { REPOSITORY } from './pack.ts'

const files = globSync('examples/*/{src,app}/espalier-names.d.ts', { cwd: REPOSITORY })

test('each example with a bundler knows the names', () => {
  expect(files.length).toBe(3)
})

test.each(files)('%s holds the names of the demo workspace', (file) => {
  const bin = join(REPOSITORY, 'packages/server/bin/espalier.mjs')
  const checked = spawnSync(process.execPath, [bin, 'types', '--check', '--from', 'examples/plain-html/espalier', '--out', file], {
    cwd: REPOSITORY,
    encoding: 'utf8',
  })
  expect([checked.status, checked.stderr]).toEqual([0, ''])
})
