import { campaign } from '@espalier/core/schema'
import { expect, test } from 'vitest'
import { ANNOUNCEMENT } from './announcement.ts'
import { readDemoFiles } from './demo-files.ts'
import { inJapanese } from './japanese.ts'
import { ALL_ACCOUNTS, sampleAccount } from './sample-account.ts'

const JAPANESE = /[\u3040-\u30ff\u4e00-\u9fff]/
const NOW = Date.parse('2026-11-22T03:00:00Z')

test('where a team works in Japanese, everything that it named has a Japanese name, and is otherwise the same', async () => {
  const { campaigns } = await readDemoFiles()
  for (const one of [...campaigns, ANNOUNCEMENT]) {
    const { name, problemSolved, owner, ...rest } = campaign.parse(inJapanese(one))
    expect([name, problemSolved, owner ?? 'なし'].filter((text) => !JAPANESE.test(text))).toEqual([])
    expect({ ...rest, name: one.name, problemSolved: one.problemSolved, ...(one.owner !== undefined && { owner: one.owner }) }).toEqual(one)
    expect(owner === undefined).toBe(one.owner === undefined)
  }
})

test('sample accounts have Japanese names there, and nothing else about them differs', () => {
  for (let index = 0; index < ALL_ACCOUNTS; index++) {
    const { name, ...account } = sampleAccount(index, NOW, true)
    expect(name).toMatch(/^[\u3040-\u30ff\u4e00-\u9fff]+（サンプル）$/)
    expect({ ...account, name: sampleAccount(index, NOW).name }).toEqual(sampleAccount(index, NOW))
  }
})
