import type { Catalog, Definitions, Settings } from '@espalier/core/schema'

/** What a workspace decided once for everybody. */
export interface Workspace {
  settings: Settings
  catalog: Catalog
  definitions: Definitions
}
