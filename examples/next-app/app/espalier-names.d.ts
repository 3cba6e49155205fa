// Written by "espalier types". Write it anew when the catalogue or the campaigns change.
import type {} from '@espalier/sdk'

declare module '@espalier/sdk' {
  interface Register {
    catalogue: {
      features: "analytics" | "exports" | "scheduled-reports" | "seats"
      metered: "exports" | "seats"
      events: "Analytics Opened" | "Report Exported" | (string & {})
      slots: "report-aside" | "reports-top" | (string & {})
    }
  }
}
