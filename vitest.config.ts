import { defineConfig } from 'vitest/config'

const preact = { oxc: { jsx: { runtime: 'automatic' as const, importSource: 'preact' } } }
const tests = (folder: string) => `packages/${folder}/**/*.test.{ts,tsx}`

// The groups run one after the other: PostgreSQL, builds and Chromium would starve each other on a small machine.
export default defineConfig({
  ...preact,
  test: {
    restoreMocks: true,
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        ...preact,
        test: {
          name: 'unit',
          include: [tests('core'), tests('server')],
          testTimeout: 20_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        ...preact,
        test: {
          name: 'unit-dom',
          environment: 'happy-dom',
          include: [tests('sdk'), tests('widgets'), tests('console'), 'examples/**/*.test.ts'],
          testTimeout: 20_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['test/harness/**/*.test.ts', 'test/journeys/**/*.test.ts'],
          globalSetup: ['test/harness/seeded-folder.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
})
