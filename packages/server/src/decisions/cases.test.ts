import * as core from '@espalier/core'
import { describe } from 'vitest'
import { holdToCases } from '../../../../test/harness/engine-cases.ts'

describe('the engine of the server', () => {
  holdToCases(core)
})
