import { join } from 'node:path'
import { build, type Rollup } from 'vite'
import { expect, test } from 'vitest'
import { REPOSITORY } from './pack.ts'

const HOST = '/host-entry.js'

/** The code of a host's bundle that imports these names of an entry, without the framework itself. */
async function bundle(entry: string, names: string): Promise<string> {
  const source = join(REPOSITORY, 'packages/sdk/src', entry)
  const output = (await build({
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'host',
        enforce: 'pre',
        resolveId: (id) => (id.endsWith(HOST) ? HOST : null),
        load: (id) => (id === HOST ? `export { ${names} } from ${JSON.stringify(source)}` : null),
      },
    ],
    build: {
      write: false,
      minify: false,
      lib: { entry: HOST, formats: ['es'], fileName: 'host' },
      rolldownOptions: { external: ['react', 'vue'], treeshake: true },
    },
  })) as Rollup.RollupOutput[]
  return [output].flat().flatMap((one) => one.output.map((file) => ('code' in file ? file.code : '')))[0] ?? ''
}

test.each([
  ['react/react.ts', 'Slot', 'useFeature', /useSyncExternalStore|createContext|dispatchEvent/],
  ['vue/vue.ts', 'Slot', 'useFeature', /espalier-meter|computed|onMounted/],
])('of %s a host bundles what it imports, and no client', async (entry, light, heavy, weight) => {
  const [one, more] = [await bundle(entry, light), await bundle(entry, heavy)]
  expect(one).toContain('espalier-slot')
  expect(one).not.toMatch(weight)
  expect(more).toMatch(weight)
  expect(more).not.toContain('espalier-slot')
  for (const code of [one, more]) expect(code).not.toMatch(/indexedDB|sendBeacon|localStorage/)
})
