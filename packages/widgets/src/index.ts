export type { WidgetEventType } from './events.ts'
export { createPresenter } from './presenter.ts'
