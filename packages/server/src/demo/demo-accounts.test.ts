import { HELD_OUT, assignArm } from '@espalier/core'
import { expect, test } from 'vitest'
import { firstAccounts } from './demo-accounts.ts'
import { readDemoFiles } from './demo-files.ts'

test('the accounts to sign in with are in no hold-out, and the one that stands for the hold-out is in all of them', async () => {
  const { campaigns, settings } = await readDemoFiles()
  for (const campaign of campaigns) {
    for (const account of firstAccounts()) {
      const heldOut = assignArm(campaign, account.id, settings) === HELD_OUT
      expect(heldOut, `${account.id} in ${campaign.id}`).toBe(!account.listed)
    }
  }
})

test('the five campaigns come with the demo product, and lock only what its catalogue knows', async () => {
  const { campaigns, catalog } = await readDemoFiles()
  expect(campaigns.map((one) => one.id)).toEqual([
    'analytics-preview',
    'near-limit-exports',
    'nps-after-third-export',
    'scheduled-reports',
    'talk-about-teams',
  ])
  const locked = campaigns.flatMap(({ widget }) => (widget.kind === 'gate' ? [widget.feature] : []))
  expect(catalog.features.map((one) => one.id)).toEqual(expect.arrayContaining(locked))
})
