import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { INNER_NAMES } from '../../build/inner-names.ts'
import { type Declared, declaredByPlatform, declaredInSources, noteDeclared } from './declared-names.ts'
import { REPOSITORY } from './pack.ts'

/** Types whose objects never leave the files that a tag loads: nobody sends, stores, shows or hands them out, and no host makes one. */
const INNER_TYPES = new Set(
  `Answer Agreement BoxParts CampaignIndex CampaignParts Campaigns Clock CompiledCampaign Delivery DeliveryParts DiskQueue Engine EngineParts
  Frame Gates Handover Held Identity Inside Keep Listeners Loss OutcomeParts Page PageHandlers Placed Prepared Preview Queue QueueParts Reply
  Rules Session Share SharedTests Sight SignerParts Stage Stamp Storage Tabs Taken TokenParts Tokens Transport TransportParts VerbParts Visit Winner`
    .split(/\s+/)
    .filter(Boolean),
)

const platform = declaredByPlatform()

/** Why a name may not be another one in the files that pages load. */
function against(name: string, { types, texts, told }: Declared): string[] {
  const owners = [...(types.get(name) ?? [])]
  return [
    ...(owners.some((owner) => INNER_TYPES.has(owner)) ? [] : ['no object has it']),
    ...owners.filter((owner) => !INNER_TYPES.has(owner)).map((owner) => `declared by ${owner}`),
    ...(platform.has(name) ? ['known to the platform'] : []),
    ...(texts.has(name) ? ['written as a text'] : []),
    ...(told.has(name) ? ['told or kept'] : []),
  ]
}

test('nobody outside the files that a tag loads reads a property that has a short name there', () => {
  const declared = declaredInSources()
  const wrong = Object.keys(INNER_NAMES).flatMap((name) => against(name, declared).map((reason) => `${name}: ${reason}`))
  expect(wrong).toEqual([])
})

test('each property has a short name of its own, which nothing that it could meet has already', () => {
  const short = Object.values(INNER_NAMES)
  const { types } = declaredInSources()
  expect(new Set(short).size).toBe(short.length)
  const taken = [...types].filter(([name, owners]) => short.includes(name) && [...owners].some((owner) => INNER_TYPES.has(owner)))
  expect(taken).toEqual([])
})

test.each([
  ['is sent', 'record("espalier:view", { plan })', 'told or kept'],
  ['is stored', 'storage.write(NAME, { of: { plan } })', 'told or kept'],
  ['is described by a contract', 'interface WireEvent { plan: string }', 'declared by WireEvent'],
  ['belongs to an object of somebody else', '(globalThis as { plan?: object }).plan', 'declared by { }'],
  ['is read by its name as a text', 'engine["plan"]', 'written as a text'],
  ['stands in a list of names', 'const VERBS = "track,plan".split(",")', 'written as a text'],
])('a name that %s would be found', (_, planted, reason) => {
  const declared: Declared = { types: new Map(), texts: new Set(), told: new Set() }
  noteDeclared(declared, 'interface Engine { plan(): void }')
  expect(against('plan', declared)).toEqual([])
  noteDeclared(declared, planted)
  expect(against('plan', declared)).toContain(reason)
})

test('a name that browsers or schemas have, or that nothing has, would be found', () => {
  const declared: Declared = { types: new Map(), texts: new Set(), told: new Set() }
  noteDeclared(declared, 'interface Engine { close(): void; plan(): void }')
  noteDeclared(declared, 'export const boot = z.object({ plan: z.string() })', true)
  expect(against('close', declared)).toEqual(['known to the platform'])
  expect(against('plan', declared)).toEqual(['declared by schema'])
  expect(against('gone', declared)).toEqual(['no object has it'])
})

const builtUnder = (pattern: string): string =>
  globSync(pattern, { cwd: join(REPOSITORY, 'packages/sdk/dist') })
    .map((file) => readFileSync(join(REPOSITORY, 'packages/sdk/dist', file), 'utf8'))
    .join('\n')

test('what is built for bundlers keeps the names of the sources, and what is built for a tag has none of them', () => {
  const read = (code: string): string[] => Object.keys(INNER_NAMES).filter((name) => new RegExp(`\\.${name}\\b`).test(code))
  expect(read(builtUnder('{sdk,engine,delivery,signer}.js'))).toEqual([])
  expect(read(builtUnder('{index.js,chunks/*-*.js}')).length).toBeGreaterThan(20)
})
