import { campaign, catalog, definitions } from '@espalier/core/schema'
import { z } from 'zod'
import type { Workspace } from './names.ts'

const summaries = z.object({ campaigns: z.array(z.object({ id: z.string() })) })
const drafted = z.object({ draft: campaign })

/** Reads the workspace of a running server. Rejects in one line when it does not answer or refuses the key. */
export async function readServer(url: string, key: string): Promise<Workspace> {
  const read = async <S extends z.ZodType>(path: string, schema: S): Promise<z.infer<S>> => {
    const answer = await fetch(new URL(path, url), { headers: { authorization: `Bearer ${key}` } }).catch(() => {
      throw new Error(`${url} does not answer`)
    })
    if (answer.status === 401 || answer.status === 403) throw new Error(`${url} refuses the key: expected a secret key, sk_...`)
    const parsed = schema.safeParse(answer.ok ? await answer.json().catch(() => undefined) : undefined)
    if (!parsed.success) throw new Error(`${url}${path} answered ${answer.status}, not what an Espalier server of this version answers`)
    return parsed.data
  }
  const list = await read('/v1/campaigns', summaries)
  const campaigns = []
  for (const { id } of list.campaigns) campaigns.push((await read(`/v1/campaigns/${encodeURIComponent(id)}`, drafted)).draft)
  return { catalog: await read('/v1/catalog', catalog), definitions: await read('/v1/definitions', definitions), campaigns }
}
