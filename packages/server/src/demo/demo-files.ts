import { readdir, readFile } from 'node:fs/promises'
import { campaign, catalog, settings } from '@espalier/core/schema'
import type { Campaign, Catalog, Settings } from '@espalier/core/schema'

const FOLDER = new URL('../../../../examples/plain-html/espalier/', import.meta.url)

/** What the demo product's team wrote for Espalier. */
export interface DemoFiles {
  catalog: Catalog
  settings: Settings
  campaigns: Campaign[]
}

/** Reads and checks the files that lie beside the demo product. Rejects where one is missing or wrong. */
export async function readDemoFiles(): Promise<DemoFiles> {
  const read = async (path: string): Promise<unknown> => JSON.parse(await readFile(new URL(path, FOLDER), 'utf8'))
  const names = (await readdir(new URL('campaigns/', FOLDER))).filter((name) => name.endsWith('.json')).toSorted()
  return {
    catalog: catalog.parse(await read('catalog.json')),
    settings: settings.parse(await read('settings.json')),
    campaigns: await Promise.all(names.map(async (name) => campaign.parse(await read(`campaigns/${name}`)))),
  }
}
