import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { REPOSITORY } from './pack.ts'

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'packages', 'examples', 'test', 'bench'], {
  cwd: REPOSITORY,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => /\.(ts|tsx|js|mjs)$/.test(file) && existsSync(join(REPOSITORY, file)))

const NOWHERE = /^(utils?|helpers?|common|lib|misc|shared)$/
const isNowhere = (file: string) => [...dirname(file).split('/'), basename(file).replace(/\..*$/, '')].some((part) => NOWHERE.test(part))
const isBarrel = (file: string) =>
  /\/index\.tsx?$/.test(file) && !/^packages\/\w+\/src\/index\.tsx?$|^packages\/core\/src\/schema\/index\.ts$/.test(file)
const isKebab = (file: string) => /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/.test(basename(file))
const linesOf = (file: string) => readFileSync(join(REPOSITORY, file), 'utf8').split('\n').length - 1

test('looks at the whole house', () => {
  expect(files.length).toBeGreaterThan(100)
})

test('nothing is called utils, helpers, common, lib or misc', () => {
  expect(files.filter(isNowhere)).toEqual([])
  expect(['packages/sdk/src/utils/time.ts', 'packages/sdk/src/helpers.ts'].filter(isNowhere)).toHaveLength(2)
})

test('only a package has an index', () => {
  expect(files.filter(isBarrel)).toEqual([])
  expect(isBarrel('packages/sdk/src/transport/index.ts')).toBe(true)
})

test('files are named in kebab-case', () => {
  expect(files.filter((file) => !isKebab(file))).toEqual([])
  expect(isKebab('packages/sdk/src/bootCache.ts')).toBe(false)
})

test('no file is longer than 300 lines, and half of them stay near 100', () => {
  const lengths = files.map(linesOf).toSorted((a, b) => a - b)
  expect(files.filter((file) => linesOf(file) > 300)).toEqual([])
  expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(120)
})
