import { z } from 'zod'
import type { ScriptAddress } from './address.ts'
import { integrityOf, SCRIPT, type Release } from './release.ts'

/** What `/v1/sri.json` answers. Addresses are paths on this server. */
export const manifest = z.object({
  version: z.string(),
  rolling: z.string().describe('The script that follows every update'),
  script: z.string().describe('The script of this version'),
  files: z.record(z.string(), z.object({ url: z.string(), integrity: z.string() })).describe('Every file of this version, by its name'),
})
export type Manifest = z.infer<typeof manifest>

/** Lists a release with the check sum of each file. */
export function manifestOf({ version, files }: Release, address: ScriptAddress): Manifest {
  const entries = [...files].map(([path, content]) => [path, { url: address.of(version, path), integrity: integrityOf(content) }])
  return { version, rolling: address.rolling, script: address.of(version, SCRIPT), files: Object.fromEntries(entries) }
}
