import { expect, it } from 'vitest'
import type { Presentation, Presenter, WidgetHost } from './present.ts'
import { createStage } from './stage.ts'

const HOST = {} as WidgetHost
const CARD = { kind: 'card', place: 'top', campaign: 'offer', version: 1, arm: 'treated' } as Presentation

/** A page on which presenters share what they show, as widgets do. `arrive` brings the file that they come from. */
function openPage() {
  const shown = new Set<Presentation>()
  const told: string[] = []
  let arrive!: () => void
  const file = new Promise<void>((resolve) => (arrive = resolve))
  let made = 0
  const loadPresenter = async (): Promise<Presenter> => {
    await file
    const number = (made += 1)
    told.push(`${number} comes`)
    return {
      present: (presentation) => {
        shown.add(presentation)
        return () => shown.delete(presentation)
      },
      destroy: () => {
        told.push(`${number} goes`)
        shown.clear()
      },
    }
  }
  return { shown, told, arrive, stage: createStage(HOST, loadPresenter, () => told.push('failed')) }
}

/** Until everything that waits for nothing but promises has happened. */
const settled = () => new Promise((resolve) => setTimeout(resolve))

it('shows what is meant for who signs in while the widgets are still being fetched', async () => {
  const { shown, told, arrive, stage } = openPage()
  stage.prepare()
  stage.clear()
  stage.present(CARD)
  arrive()
  await settled()
  expect([...shown]).toEqual([CARD])
  expect(told).toEqual(['1 comes', '1 goes', '2 comes'])
})

it('shows nothing of before, however often it is cleared', async () => {
  const { shown, told, arrive, stage } = openPage()
  stage.present(CARD)
  stage.clear()
  stage.present({ ...CARD })
  stage.clear()
  stage.clear()
  arrive()
  await settled()
  expect([...shown]).toEqual([])
  expect(told).toEqual(['1 comes', '1 goes', '2 comes', '2 goes'])
  stage.present(CARD)
  await settled()
  expect([...shown]).toEqual([CARD])
})
