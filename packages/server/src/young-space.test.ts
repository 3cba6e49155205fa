import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const MODULE = new URL('./young-space.ts', import.meta.url).href
const MB = 2 ** 20

/** The most that the space for young objects took in a process of its own, while one burst of objects followed another. */
async function mostInBursts(bound: string): Promise<number> {
  const program = `
    import { setImmediate } from 'node:timers/promises'
    import { boundYoungSpace, youngSpace } from '${MODULE}'
    ${bound}
    let most = 0
    for (let round = 0, live = []; round < 100; round++) {
      live = [...live.slice(-20000), ...Array.from({ length: 20000 }, (_, index) => ({ index, text: String(index) }))]
      await setImmediate()
      most = Math.max(most, youngSpace())
    }
    console.log(most)`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program])
  return Number(stdout)
}

it('the space for young objects grows with bursts, to where it may and no further', async () => {
  const [free, bounded] = await Promise.all([mostInBursts(''), mostInBursts(`boundYoungSpace(${4 * MB})`)])
  expect(bounded).toBeGreaterThanOrEqual(4 * MB)
  // It doubles, and one more step may have begun before it was known to be enough.
  expect(bounded).toBeLessThan(12 * MB)
  expect(free).toBeGreaterThan(bounded)
})
