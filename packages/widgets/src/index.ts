export type { WidgetEventDetail, WidgetEventType } from './events.ts'
export { createPresenter } from './presenter.ts'
