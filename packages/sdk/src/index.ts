export type { Check, Content, LoadPresenter, Outcome, Presentation, Presenter, WidgetHost } from './present.ts'
