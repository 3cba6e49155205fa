import { createFloorClient } from '../../floor/page-core.ts'

Object.assign(globalThis, { createFloorClient })
