import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sourceOf, STUB as SERVED } from '../../packages/server/src/script/stub.ts'
import { REPOSITORY } from './pack.ts'

const read = (file: string) => readFileSync(join(REPOSITORY, file), 'utf8')
const STUB = /<script>window\.espalier.*<\/script>/
const shapeOf = (file: string) => read(file).match(/^(#+ |```\w*|\| ---|\*\*\d\. )/gm)

test('the readme is as long in Japanese as in English: the same sections, steps, tables and code blocks', () => {
  expect(shapeOf('README.ja.md')).toEqual(shapeOf('README.md'))
})

test('the stub is one fixed text, so that a policy can name its hash', () => {
  const stubs = ['README.md', 'README.ja.md', 'examples/plain-html/index.html'].map((file) => STUB.exec(read(file))?.[0])
  expect(new Set(stubs).size).toBe(1)
  expect(stubs[0]).toBeDefined()
})

test.each(['docs/install.md', 'docs/install.ja.md', 'docs/sdk.md', 'docs/sdk.ja.md'])(
  '%s names the stub and its hash as the server writes them',
  (file) => {
    expect(STUB.exec(read(file))?.[0]).toBe(`<script>${SERVED}</script>`)
    const hashes = read(file).match(/'sha256-[^']+'/g) ?? []
    expect(new Set(hashes)).toEqual(new Set([sourceOf(SERVED)]))
    expect(sourceOf(`${SERVED} `)).not.toBe(sourceOf(SERVED))
  },
)

test('every command in the readme is a script of the workspace', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const commands = ['README.md', 'README.ja.md', 'CONTRIBUTING.md'].flatMap((file) =>
    [...read(file).matchAll(/npx -y pnpm@12 (?!exec)([a-z:]+)/g)].map(([, name]) => name),
  )
  expect(commands.length).toBeGreaterThan(6)
  expect(commands.filter((name) => !(name && name in scripts))).toEqual([])
})
