import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/harness/longest-first.ts'

const preact = { oxc: { jsx: { runtime: 'automatic' as const, importSource: 'preact' } } }
/** How long what is waited for may take, where a machine is busy. What comes is seen at once. */
const patient = { expect: { poll: { timeout: 20_000 } } }
const tests = (folder: string) => `packages/${folder}/**/*.test.{ts,tsx}`

// The tests beside the code come first, so that what is wrong there is known before anything is packed or shown in Chromium.
export default defineConfig({
  ...preact,
  test: {
    restoreMocks: true,
    pool: 'forks',
    maxWorkers: 2,
    globalSetup: ['test/harness/run-folder.ts'],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        ...preact,
        test: {
          name: 'unit',
          include: [tests('core'), tests('server')],
          isolate: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
          ...patient,
          sequence: { groupOrder: 0 },
        },
      },
      {
        ...preact,
        test: {
          name: 'unit-dom',
          environment: 'happy-dom',
          include: [tests('sdk'), tests('widgets'), tests('console'), 'examples/**/*.test.ts'],
          testTimeout: 30_000,
          ...patient,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['test/harness/**/*.test.ts', 'test/journeys/**/*.test.ts'],
          globalSetup: ['test/harness/npm-chromium.ts'],
          testTimeout: 60_000,
          hookTimeout: 180_000,
          ...patient,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
