import { AnalyticsBrowser } from '@segment/analytics-next'

Object.assign(globalThis, { AnalyticsBrowser })
