import { compileCampaign, prepareCampaigns, type CompiledCampaign, type Prepared } from '@espalier/core'
import type { BootCampaign } from '@espalier/core/schema'

/** What is remembered at most; all of it is forgotten at once. */
const MOST = 5000

interface Numbered {
  readonly compiled: CompiledCampaign
  readonly number: number
}

/** What pages are sent of a campaign is the same for many people, and so are the answers: each is made ready once for all of them. */
export function createPrepare(): typeof prepareCampaigns {
  const shared = new WeakMap<BootCampaign, Numbered>()
  const known = new Map<string, Numbered>()
  const prepared = new Map<string, Prepared>()
  let last = 0
  const find = ({ campaign, version }: BootCampaign): Numbered => {
    const key = `${campaign.id} ${version} ${campaign.trigger.on} ${JSON.stringify(campaign.audience)}`
    let numbered = known.get(key)
    if (!numbered) {
      if (known.size >= MOST) known.clear()
      known.set(key, (numbered = { compiled: compileCampaign(campaign, version), number: (last += 1) }))
    }
    return numbered
  }
  const numberedOf = (one: BootCampaign): Numbered => {
    let numbered = shared.get(one)
    if (!numbered) shared.set(one, (numbered = find(one)))
    return numbered
  }
  return (campaigns) => {
    let key = ''
    for (const one of campaigns) key += `${numberedOf(one).number} `
    let ready = prepared.get(key)
    if (!ready) {
      if (prepared.size >= MOST) prepared.clear()
      prepared.set(key, (ready = prepareCampaigns(campaigns, (one) => numberedOf(one).compiled)))
    }
    return ready
  }
}
