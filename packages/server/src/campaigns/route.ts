import { OpenAPIHono } from '@hono/zod-openapi'
import { campaign, instant } from '@espalier/core/schema'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { addRoute } from '../http/add-route.ts'
import { parseBody, parseQuery, readBody } from '../http/body.ts'
import type { Env } from '../http/env.ts'
import { pausesOf } from '../guardrails/status.ts'
import { HttpError, invalid } from '../http/errors.ts'
import { unknown } from '../http/unknown.ts'
import type { CampaignRecord, CampaignVersion } from '../store/campaigns.ts'
import { publishCampaign, setCampaignState } from './change-state.ts'
import { campaignDraft, campaignList, publication, publishedVersion, stateChange, versionList, type versionSummary } from './shapes.ts'
import { listCampaigns } from './list-campaigns.ts'

const saveQuery = z.object({
  ifUpdatedAt: instant.optional().describe('Save only if the campaign still has this updatedAt: what somebody else saved meanwhile stays'),
})

/** Drafts, publishing, states and versions of campaigns. */
export function createCampaignRoutes(deps: Deps): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  const { store, clock } = deps
  const common = { access: 'secret', tag: 'Campaigns' } as const
  const one = { ...common, path: '/v1/campaigns/{id}', answer: campaignDraft }

  addRoute(
    app,
    deps,
    { ...common, method: 'get', path: '/v1/campaigns', summary: 'List campaigns with their state and arms', answer: campaignList },
    async (c) => {
      const campaigns = await listCampaigns(store, clock(), deps.guardrails.standing)
      // Nobody has looked since it was published.
      if (campaigns.some(({ state, guardrails }) => state === 'running' && guardrails === null)) deps.guardrails.soon()
      return c.json({ campaigns })
    },
  )

  addRoute(app, deps, { ...one, method: 'get', summary: 'Read the draft of a campaign' }, async (c) => {
    const id = c.req.param('id') ?? ''
    return c.json(toDraft((await store.campaigns.find(id)) ?? unknownCampaign(id)))
  })

  const saving = { ...one, method: 'put', summary: 'Save the draft of a campaign', query: saveQuery, body: campaign } as const
  addRoute(app, deps, saving, async (c) => {
    const id = c.req.param('id')
    const { ifUpdatedAt } = parseQuery(c, saveQuery)
    const body = await readBody(c)
    const parsed = campaign.safeParse(typeof body === 'object' && body !== null && !Array.isArray(body) ? { id, ...body } : body)
    if (!parsed.success) throw invalid(parsed.error, 'invalid-campaign')
    if (parsed.data.id !== id) {
      throw new HttpError(400, 'invalid-campaign', `id: "${parsed.data.id}" is not the id in the address`, {
        field: 'id',
        expected: id ?? '',
      })
    }
    const { data } = parsed
    const saved = await store.transaction(async ({ campaigns }) => {
      const known = ifUpdatedAt === undefined ? undefined : await campaigns.find(data.id)
      if (known && known.updatedAt !== Date.parse(ifUpdatedAt ?? '')) {
        throw new HttpError(
          409,
          'changed-meanwhile',
          'this campaign was changed after you read it; read it again, or save without ifUpdatedAt',
        )
      }
      return campaigns.saveDraft(data, clock())
    })
    return c.json(toDraft(saved))
  })

  addRoute(
    app,
    deps,
    {
      ...common,
      method: 'post',
      path: '/v1/campaigns/{id}/publish',
      summary: 'Publish the draft as the next version, unless it is the newest one already',
      answer: publication,
    },
    async (c) => {
      const id = c.req.param('id') ?? ''
      if (await isStopped(store, id)) {
        throw new HttpError(409, 'auto-paused', 'a guardrail paused this campaign; lift the pause with a reason before you publish')
      }
      const published = (await publishCampaign(store, id, c.var.caller.name, clock())) ?? unknownCampaign(id)
      const { changed, updatedAt } = published
      return c.json({ ...toSummary(published), changed, updatedAt: new Date(updatedAt).toISOString() })
    },
  )

  addRoute(
    app,
    deps,
    { ...one, method: 'post', path: '/v1/campaigns/{id}/state', summary: 'Run, pause or end a campaign', body: stateChange },
    async (c) => {
      const id = c.req.param('id') ?? ''
      const { state, reason } = await parseBody(c, stateChange)
      const known = (await store.campaigns.find(id)) ?? unknownCampaign(id)
      if (known.version === 0)
        throw new HttpError(409, 'not-published', 'a campaign needs a published version before it can run', { field: 'state' })
      if (state === 'running' && reason === undefined && (await isStopped(store, id))) {
        throw new HttpError(400, 'reason-missing', 'reason: a guardrail paused this campaign; expected why it may go on', {
          field: 'reason',
        })
      }
      const why = reason === undefined ? {} : { reason }
      return c.json(toDraft((await setCampaignState(store, id, state, c.var.caller.name, clock(), why)) ?? unknownCampaign(id)))
    },
  )

  addRoute(
    app,
    deps,
    { ...common, method: 'get', path: '/v1/campaigns/{id}/versions', summary: 'List the published versions', answer: versionList },
    async (c) => {
      const id = c.req.param('id') ?? ''
      if (!(await store.campaigns.find(id))) unknownCampaign(id)
      return c.json({ versions: (await store.campaigns.versions(id)).map(toSummary) })
    },
  )

  addRoute(
    app,
    deps,
    {
      ...common,
      method: 'get',
      path: '/v1/campaigns/{id}/versions/{version}',
      summary: 'Read a published version',
      answer: publishedVersion,
    },
    async (c) => {
      const id = c.req.param('id') ?? ''
      const version = z.coerce.number().int().positive().max(1e9).safeParse(c.req.param('version'))
      if (!version.success) throw new HttpError(400, 'invalid-version', 'version: expected a whole number from 1', { field: 'version' })
      const published = await store.campaigns.version(id, version.data)
      if (!published) throw new HttpError(404, 'version-unknown', `campaign "${id}" has no version ${version.data}`)
      return c.json({ ...toSummary(published), definition: published.definition })
    },
  )
  return app
}

/** A guardrail paused it, and nobody has said yet why it may go on. */
async function isStopped({ changes }: Deps['store'], id: string): Promise<boolean> {
  const last = pausesOf(id, await changes.list()).at(-1)
  return last !== undefined && !last.lifted
}

function unknownCampaign(id: string): never {
  throw unknown('campaign', id)
}

function toDraft({ id, state, version, createdAt, updatedAt, draft }: CampaignRecord): z.input<typeof campaignDraft> {
  return { id, state, version, createdAt: new Date(createdAt).toISOString(), updatedAt: new Date(updatedAt).toISOString(), draft }
}

function toSummary({ id, version, publishedAt, publishedBy }: CampaignVersion): z.input<typeof versionSummary> {
  return { id, version, publishedAt: new Date(publishedAt).toISOString(), publishedBy }
}
