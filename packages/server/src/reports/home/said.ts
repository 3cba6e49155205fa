import type { HomeFigure, HomeFigureId } from '@espalier/core/schema'

/** What is said of a figure, before targets and benchmarks stand beside it. */
export type Said = Pick<HomeFigure, 'unit' | 'of' | 'value' | 'reason' | 'missing' | 'part' | 'whole' | 'margin' | 'low' | 'high'>
export type AllSaid = Record<HomeFigureId, Said>
/** What is said of how things stand now, and what of a month. */
export type PresentSaid = Pick<AllSaid, 'utilisation' | 'engagement' | 'onboarding'>
export type MonthSaid = Omit<AllSaid, keyof PresentSaid>
