import { GrowthBook } from '@growthbook/growthbook'

Object.assign(globalThis, { GrowthBook })
