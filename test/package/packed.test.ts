import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pack, packAll, problemsOf, REPOSITORY, type Tarballs } from './pack.ts'

let folder: string
let tarballs: Tarballs

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'packed-'))
  tarballs = await packAll()
})

afterAll(() => rm(folder, { recursive: true, force: true }))

test.each(['core', 'sdk', 'widgets', 'server'] as const)('the tarball of %s resolves for types and at run time', async (name) => {
  expect(await problemsOf(tarballs[`@espalier/${name}`])).toEqual([])
})

test.each([
  ['sdk', 'sdk.js'],
  ['sdk', 'rolling.js'],
  ['sdk', 'chunks/rules.js'],
  ['widgets', 'widgets.js'],
  ['widgets', 'chunks/nps.js'],
] as const)('the tarball of %s brings %s compressed', async (name, file) => {
  const { stdout } = await promisify(execFile)('tar', ['-tzf', tarballs[`@espalier/${name}`]])
  expect(stdout.split('\n')).toEqual(expect.arrayContaining([`package/dist/${file}.gz`, `package/dist/${file}.br`]))
})

test('an exports map that points to a missing file is refused', async () => {
  const broken = join(folder, 'broken')
  await mkdir(broken)
  await cp(join(REPOSITORY, 'packages/core/dist'), join(broken, 'dist'), { recursive: true })
  const manifest = JSON.parse(await readFile(join(REPOSITORY, 'packages/core/package.json'), 'utf8')) as Record<string, unknown>
  const exports = { '.': { types: './dist/index.d.ts', default: './dist/index.js' }, './schema': './dist/gone.js' }
  await writeFile(join(broken, 'package.json'), JSON.stringify({ ...manifest, exports, publishConfig: {} }))
  const problems = await problemsOf(await pack(broken, folder))
  expect(problems.some((one) => one.startsWith('publint'))).toBe(true)
  expect(problems.some((one) => one.startsWith('attw'))).toBe(true)
})
