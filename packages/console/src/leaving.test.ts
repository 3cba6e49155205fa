import { afterEach, expect, it } from 'vitest'
import { askBeforeLeaving, leaveBy } from './leaving.ts'

const stops: (() => void)[] = []
const guard = (asked: string[], name: string) => {
  const stop = askBeforeLeaving((to) => asked.push(`${name}: ${typeof to === 'string' ? to : 'act'}`))
  stops.push(stop)
  return stop
}
afterEach(() => stops.splice(0).forEach((stop) => stop()))

it('a form that is saved leaves another one on the page guarded', () => {
  const asked: string[] = []
  guard(asked, 'care')
  const saved = guard(asked, 'plan')
  saved()
  leaveBy(() => asked.push('left'))
  expect(asked).toEqual(['care: act'])
})

it('leaves at once where nothing is left to keep', () => {
  const asked: string[] = []
  guard(asked, 'care')()
  leaveBy(() => asked.push('left'))
  expect(asked).toEqual(['left'])
})

it('Back to another page asks, and the address stays whole meanwhile', () => {
  const asked: string[] = []
  history.replaceState(null, '', '/console/people/kita?from=list')
  guard(asked, 'mute')
  history.replaceState(null, '', '/console/people')
  dispatchEvent(new PopStateEvent('popstate'))
  expect([asked, location.pathname + location.search]).toEqual([['mute: /console/people'], '/console/people/kita?from=list'])
})
