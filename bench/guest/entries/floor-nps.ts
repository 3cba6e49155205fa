import { createFloorClient } from '../../floor/page-core.ts'
import { showFloorNps } from '../../floor/page-nps.ts'

Object.assign(globalThis, { createFloorClient, showFloorNps })
