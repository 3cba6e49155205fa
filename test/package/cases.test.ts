import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { build, loadConfigFromFile } from 'vite'
import { holdToCases, type Engine } from '../harness/engine-cases.ts'
import { REPOSITORY } from './pack.ts'

const sdk = join(REPOSITORY, 'packages/sdk')
const folder = mkdtempSync(join(tmpdir(), 'engine-cases-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Builds the core for browsers as `engine.js` is built, with everything that the cases ask let out. */
async function buildEngine(): Promise<Engine> {
  const entry = join(folder, 'entry.js')
  writeFileSync(entry, `export * from ${JSON.stringify(join(REPOSITORY, 'packages/core/src/index.ts'))}`)
  const loaded = await loadConfigFromFile({ command: 'build', mode: 'engine' }, join(sdk, 'vite.config.ts'))
  const lib = { entry, formats: ['es' as const], fileName: () => 'engine.js' }
  const { config = {} } = loaded ?? {}
  await build({ ...config, root: sdk, configFile: false, logLevel: 'silent', build: { ...config.build, outDir: folder, lib } })
  return (await import(pathToFileURL(join(folder, 'engine.js')).href)) as Engine
}

const engine = await buildEngine()

describe('the engine as pages download it', () => {
  holdToCases(engine)

  it('is the minified build, not the source', () => {
    const code = readFileSync(join(folder, 'engine.js'), 'utf8')
    expect(code.split('\n').length).toBeLessThan(20)
    expect(code).not.toContain('compiledCampaign')
  })
})
