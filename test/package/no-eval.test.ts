import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { REPOSITORY } from './pack.ts'

const FOLDERS = ['packages/sdk/dist', 'packages/sdk/dist/chunks', 'packages/widgets/dist', 'packages/widgets/dist/chunks']

const scripts = FOLDERS.flatMap((folder) =>
  readdirSync(join(REPOSITORY, folder))
    .filter((name) => name.endsWith('.js'))
    .map((name) => join(REPOSITORY, folder, name)),
)

/** Code made of text, which a strict page policy forbids. */
const makesCode = (code: string): boolean => /\beval\s*\(|\bFunction\s*\(|set(?:Timeout|Interval)\(\s*["'`]/.test(code)

test('nothing that a page downloads makes code of text', () => {
  expect(scripts.length).toBeGreaterThan(5)
  expect(scripts.filter((file) => makesCode(readFileSync(file, 'utf8')))).toEqual([])
})

test.each(['eval("1")', 'new Function("a","return a")', 'setTimeout("run()",1)'])('%s would be found', (planted) => {
  expect(makesCode(`let a=1;${planted}`)).toBe(true)
})
