import type { Outcome, Presentation } from '@espalier/sdk'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { seats } from '../gallery/content.ts'
import { createGalleryHost } from '../gallery/gallery-host.ts'
import { accept, alternative } from './parts/press.ts'
import { createShowing } from './showing.ts'

function start(kind: Presentation['kind'] = 'card') {
  const outcomes: Outcome[] = []
  const heard: CustomEvent[] = []
  let left = 0
  const report = (outcome: Outcome) => void outcomes.push(outcome)
  const presentation: Presentation = { kind, place: 'top', campaign: 'seats', version: 3, arm: 'b', content: seats, report }
  const showing = createShowing(presentation, createGalleryHost(), () => void (left += 1))
  const element = document.createElement('div')
  for (const type of ['shown', 'engaged', 'accepted', 'alternative', 'dismissed', 'answered']) {
    element.addEventListener(`espalier:${type}`, (event) => heard.push(event as CustomEvent))
  }
  return { showing, element, outcomes, heard, left: () => left }
}

it('counts an action as seen, touched and accepted, and tells the host where it leads', () => {
  const { showing, element, outcomes, heard, left } = start()
  expect(accept(showing, element, '/plans')).toBe(true)
  expect(outcomes).toEqual([{ type: 'shown' }, { type: 'engaged' }, { type: 'accepted', url: '/plans' }])
  expect(heard.map((event) => event.type)).toEqual(['espalier:shown', 'espalier:engaged', 'espalier:accepted'])
  expect(heard[2]?.detail).toEqual({ campaign: 'seats', version: 3, arm: 'b', url: '/plans' })
  expect(left()).toBe(1)
})

it('does not follow the link when the host takes over', () => {
  const { showing, element, outcomes } = start()
  element.addEventListener('espalier:accepted', (event) => event.preventDefault())
  expect(accept(showing, element, '/plans')).toBe(false)
  expect(outcomes.at(-1)?.type).toBe('accepted')
})

it('keeps a locked preview after its action, which the host hears again at the next press', () => {
  const { showing, element, outcomes, heard, left } = start('gate')
  accept(showing, element)
  accept(showing, element)
  expect(outcomes.filter((one) => one.type === 'accepted')).toHaveLength(1)
  expect(heard.filter((event) => event.type === 'espalier:accepted')).toHaveLength(2)
  expect(left()).toBe(0)
})

it('takes the other way as interest, not as acceptance', () => {
  const { showing, element, outcomes, left } = start()
  alternative(showing, element, 'https://example.com')
  expect(outcomes).toEqual([{ type: 'shown' }, { type: 'engaged' }])
  expect(left()).toBe(0)
})

it('does not count closing the thanks as a refusal', () => {
  const { showing, element, outcomes, left } = start('nps')
  showing.tell(element, { type: 'answered', score: 9 })
  showing.dismiss(element, 'closed')
  expect(outcomes.at(-1)).toEqual({ type: 'answered', score: 9 })
  expect(left()).toBe(1)
})

it('tells every outcome at most once, seen first and one end at most, whatever people press', () => {
  const presses = fc.constantFrom('shown', 'engaged', 'accept', 'alternative', 'not-now', 'closed', 'answer')
  fc.assert(
    fc.property(fc.array(presses, { maxLength: 12 }), (sequence) => {
      const { showing, element, outcomes } = start()
      for (const press of sequence) {
        if (press === 'not-now' || press === 'closed') showing.dismiss(element, press)
        else if (press === 'answer') showing.tell(element, { type: 'answered', score: 7, comment: 'why' })
        else if (press === 'accept') accept(showing, element)
        else if (press === 'alternative') alternative(showing, element)
        else showing.tell(element, { type: press })
      }
      const types = outcomes.map((outcome) => outcome.type)
      expect(new Set(types).size).toBe(types.length)
      expect(types[0] ?? 'shown').toBe('shown')
      expect(types.filter((type) => type === 'accepted' || type === 'dismissed' || type === 'answered').length).toBeLessThanOrEqual(1)
    }),
  )
})
