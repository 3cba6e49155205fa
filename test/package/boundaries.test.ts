import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const REPOSITORY = resolve(import.meta.dirname, '../..')

/** Each breaks one line of the table "Who may import whom" in ARCHITECTURE.md, or one rule of the house. */
const PLANTED: [what: string, file: string, code: string, rule?: string][] = [
  ['core imports a package', 'core/src/clock.ts', "export { h } from 'preact'"],
  ['core imports Node', 'core/src/read.ts', "export { readFileSync } from 'node:fs'"],
  ['core imports zod', 'core/src/check.ts', "export { z } from 'zod'"],
  ['core runs its schemas', 'core/src/parse.ts', "export { campaign } from './schema/campaign.ts'"],
  ['core imports sdk', 'core/src/page.ts', "export { createClient } from '@espalier/sdk'"],
  ['a schema imports a package other than zod', 'core/src/schema/page.ts', "export { h } from 'preact'"],
  ['sdk imports zod', 'sdk/src/check.ts', "export { z } from 'zod'"],
  ['sdk imports preact', 'sdk/src/draw.ts', "export { h } from 'preact'"],
  ['sdk imports preact later', 'sdk/src/later.ts', "export const load = () => import('preact')"],
  ['sdk imports react', 'sdk/src/hook.ts', "export { useMemo } from 'react'"],
  ['the entry for react imports react-dom', 'sdk/src/react/portal.ts', "export { createPortal } from 'react-dom'"],
  ['the entry for react imports vue', 'sdk/src/react/ref.ts', "export { ref } from 'vue'"],
  ['the entry for vue imports react', 'sdk/src/vue/hook.ts', "export { useMemo } from 'react'"],
  ['sdk runs the schemas', 'sdk/src/parse.ts', "export { campaign } from '@espalier/core/schema'"],
  ['sdk imports widgets', 'sdk/src/show.ts', "export { createPresenter } from '@espalier/widgets'"],
  ['sdk takes even a type of widgets', 'sdk/src/kind.ts', "export type { Meter } from '@espalier/widgets'"],
  ['widgets run sdk', 'widgets/src/client.ts', "export { createClient } from '@espalier/sdk'"],
  ['widgets run the schemas', 'widgets/src/parse.ts', "export { campaign } from '@espalier/core/schema'"],
  ['widgets import zod', 'widgets/src/check.tsx', "export { z } from 'zod'"],
  ['widgets import server', 'widgets/src/store.ts', "export { createApp } from '@espalier/server'"],
  ['widgets import console', 'widgets/src/list.ts', "export { List } from '@espalier/console'"],
  ['server imports sdk', 'server/src/client.ts', "export { createClient } from '@espalier/sdk'"],
  ['server imports widgets', 'server/src/boot/show.ts', "export { createPresenter } from '@espalier/widgets'"],
  ['server imports console', 'server/src/list.ts', "export { List } from '@espalier/console'"],
  ['server imports preact', 'server/src/draw.ts', "export { h } from 'preact'"],
  ['console imports server', 'console/src/store.ts', "export { createApp } from '@espalier/server'"],
  ['console runs sdk', 'console/src/client.ts', "export { createClient } from '@espalier/sdk'"],
  ['console imports Node', 'console/src/read.ts', "export { readFileSync } from 'node:fs'"],
  ['a package reaches into another', 'console/src/reach.ts', "export { decide } from '../../core/src/evaluate.ts'"],
  ['a package imports test', 'server/src/harness.ts', "export { startServer } from '../../../test/harness/server.ts'"],
  ['a package imports bench', 'core/src/floor.ts', "export { floor } from '../../../bench/floor/closures.ts'"],
  ['a test imports a journey', 'sdk/src/story.test.ts', "export { story } from '../../../test/journeys/story/story.ts'"],
  ['an example reaches into a package', '../examples/shop/embed.js', "export { init } from '../../packages/sdk/src/index.ts'"],
  ['an example imports an unpublished entry', '../examples/shop/deep.js', "export { init } from '@espalier/sdk/src/index.ts'"],
  ['an example imports test', '../examples/shop/run.js', "export { openBrowser } from '../../test/harness/browser.ts'"],
  ['two modules import each other', 'core/src/left.ts', "export { b } from './right.ts'\nexport const a = 1", 'import(no-cycle)'],
  [
    'a promise is left alone',
    'sdk/src/float.ts',
    'export function go(): void {\n  Promise.resolve(1)\n}',
    'typescript(no-floating-promises)',
  ],
  ['a file has over 300 lines', 'core/src/long.ts', 'export const list = [\n' + '  1,\n'.repeat(300) + ']', 'eslint(max-lines)'],
]

const ALLOWED: [what: string, file: string, code: string][] = [
  ['core takes a type of its schemas', 'core/src/type.ts', "export type { Campaign } from './schema/campaign.ts'"],
  ['a schema imports zod and core', 'core/src/schema/fine.ts', "export { z } from 'zod'\nexport { OPERATORS } from '../condition.ts'"],
  [
    'sdk imports core, and types of the schemas',
    'sdk/src/fine.ts',
    "export { decide } from '@espalier/core'\nexport type { Boot } from '@espalier/core/schema'",
  ],
  ['the entry for react imports react and sdk', 'sdk/src/react/fine.ts', "export { useMemo } from 'react'\nexport { x } from '../fine.ts'"],
  ['the entry for vue imports vue', 'sdk/src/vue/fine.ts', "export { ref } from 'vue'"],
  [
    'widgets import preact, core and types of sdk',
    'widgets/src/fine.ts',
    "export { h } from 'preact'\nexport { useState } from 'preact/hooks'\nexport { toLimit } from '@espalier/core'\nexport type { Check } from '@espalier/sdk'",
  ],
  [
    'server imports core, schemas, Node and a driver',
    'server/src/fine.ts',
    "export { decide } from '@espalier/core'\nexport { campaign } from '@espalier/core/schema'\nexport { once } from 'node:events'\nexport { Kysely } from 'kysely'",
  ],
  [
    'console imports core and widgets',
    'console/src/fine.ts',
    "export { explain } from '@espalier/core'\nexport { createPresenter } from '@espalier/widgets'",
  ],
  ['a test imports the harness', 'sdk/src/fine.test.ts', "export { startServer } from '../../../test/harness/server.ts'"],
]

interface Diagnostic {
  code: string
  filename: string
}

let folder: string
let diagnostics: Diagnostic[]

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'boundaries-'))
  copyFileSync(join(REPOSITORY, '.oxlintrc.json'), join(folder, '.oxlintrc.json'))
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { strict: true, module: 'NodeNext', allowImportingTsExtensions: true, noEmit: true } }),
  )
  write('core/src/right.ts', "export { a } from './left.ts'\nexport const b = 2")
  for (const [, file, code] of [...PLANTED, ...ALLOWED]) write(file, code)
  const run = spawnSync(join(REPOSITORY, 'node_modules/.bin/oxlint'), ['--type-aware', '--format=json'], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 60_000,
    env: { ...process.env, OXLINT_TSGOLINT_PATH: join(REPOSITORY, 'node_modules/.bin/tsgolint') },
  })
  diagnostics = (JSON.parse(run.stdout) as { diagnostics: Diagnostic[] }).diagnostics
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function write(file: string, code: string): void {
  const path = join(folder, 'packages', file)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `${code}\n`)
}

const codesOf = (file: string) =>
  diagnostics.filter((one) => resolve(folder, one.filename) === join(folder, 'packages', file)).map((one) => one.code)

test.each(PLANTED)('lint goes red when %s', (_, file, __, rule = 'eslint(no-restricted-imports)') => {
  expect(codesOf(file)).toContain(rule)
})

test.each(ALLOWED)('lint stays green when %s', (_, file) => {
  expect(codesOf(file)).toEqual([])
})
