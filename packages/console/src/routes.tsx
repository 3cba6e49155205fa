import { ErrorBoundary, lazy, Route, Router, useLocation } from 'preact-iso'
import { useEffect, useState } from 'preact/hooks'
import { PARTS } from './settings/parts.ts'
import { frameWords } from './text/frame.ts'
import { words } from './text/text.ts'
import { Button } from './ui/button.tsx'
import { Empty } from './ui/empty.tsx'
import { Notice } from './ui/notice.tsx'
import { Page } from './ui/page.tsx'

const CampaignList = lazy(() => import('./campaigns/list.tsx').then((module) => module.CampaignList))
const NewCampaign = lazy(() => import('./campaigns/new-campaign.tsx').then((module) => module.NewCampaign))
const EditorPage = lazy(() => import('./campaigns/editor-page.tsx').then((module) => module.EditorPage))
const ReportPage = lazy(() => import('./reports/report-page.tsx').then((module) => module.ReportPage))
const CampaignAccountsPage = lazy(() => import('./reports/accounts-page.tsx').then((module) => module.CampaignAccountsPage))
const HeldBackAccountsPage = lazy(() => import('./held-back/accounts-page.tsx').then((module) => module.HeldBackAccountsPage))
const HeldBackPage = lazy(() => import('./held-back/held-back-page.tsx').then((module) => module.HeldBackPage))
const RevenuePage = lazy(() => import('./revenue/revenue-page.tsx').then((module) => module.RevenuePage))
const HomePage = lazy(() => import('./home/home-page.tsx').then((module) => module.HomePage))
const StepPage = lazy(() => import('./home/step-page.tsx').then((module) => module.StepPage))
const SurveysPage = lazy(() => import('./surveys/surveys-page.tsx').then((module) => module.SurveysPage))
const FeaturesPage = lazy(() => import('./features/features-page.tsx').then((module) => module.FeaturesPage))
const FeatureAccountsPage = lazy(() => import('./features/accounts-page.tsx').then((module) => module.FeatureAccountsPage))
const FunnelRowsPage = lazy(() => import('./funnel/rows-page.tsx').then((module) => module.FunnelRowsPage))
const FunnelPage = lazy(() => import('./funnel/funnel-page.tsx').then((module) => module.FunnelPage))
const RevenueAccountsPage = lazy(() => import('./revenue/accounts-page.tsx').then((module) => module.RevenueAccountsPage))
const BillingEventsPage = lazy(() => import('./revenue/billing-events-page.tsx').then((module) => module.BillingEventsPage))
const LeadsPage = lazy(() => import('./leads/leads-page.tsx').then((module) => module.LeadsPage))
const LeadPage = lazy(() => import('./leads/lead-page.tsx').then((module) => module.LeadPage))
const AccountList = lazy(() => import('./accounts/list.tsx').then((module) => module.AccountList))
const AccountPage = lazy(() => import('./accounts/account-page.tsx').then((module) => module.AccountPage))
const PersonList = lazy(() => import('./people/list.tsx').then((module) => module.PersonList))
const PersonPage = lazy(() => import('./people/person-page.tsx').then((module) => module.PersonPage))
const DebuggerPage = lazy(() => import('./debugger/debugger-page.tsx').then((module) => module.DebuggerPage))
const SettingsPage = lazy(() => import('./settings/settings-page.tsx').then((module) => module.SettingsPage))
const SegmentsPage = lazy(() => import('./segments/segments-page.tsx').then((module) => module.SegmentsPage))

/** Every screen and its address. Each is fetched when it is first opened. */
export function Routes() {
  const [broken, setBroken] = useState<Error>()
  const { url } = useLocation()
  useEffect(() => setBroken(undefined), [url])
  if (broken) return <Broken error={broken} />
  return (
    <ErrorBoundary onError={setBroken}>
      <Router onRouteChange={() => scrollTo(0, 0)}>
        <Route path="/console" component={HomePage} />
        <Route path="/console/home" component={HomePage} />
        <Route path="/console/home/:step" component={StepPage} />
        <Route path="/console/campaigns" component={CampaignList} />
        <Route path="/console/campaigns/new" component={NewCampaign} />
        <Route path="/console/campaigns/:id" component={EditorPage} />
        <Route path="/console/campaigns/:id/report" component={ReportPage} />
        <Route path="/console/campaigns/:id/report/accounts" component={CampaignAccountsPage} />
        <Route path="/console/accounts" component={AccountList} />
        <Route path="/console/accounts/:id" component={AccountPage} />
        <Route path="/console/people" component={PersonList} />
        <Route path="/console/people/:id" component={PersonPage} />
        <Route path="/console/revenue" component={RevenuePage} />
        <Route path="/console/revenue/accounts" component={RevenueAccountsPage} />
        <Route path="/console/revenue/billing-events" component={BillingEventsPage} />
        <Route path="/console/leads" component={LeadsPage} />
        <Route path="/console/leads/:campaign/:account" component={LeadPage} />
        <Route path="/console/surveys" component={SurveysPage} />
        <Route path="/console/features" component={FeaturesPage} />
        <Route path="/console/features/accounts" component={FeatureAccountsPage} />
        <Route path="/console/features/funnel" component={FunnelPage} />
        <Route path="/console/features/funnel/rows" component={FunnelRowsPage} />
        <Route path="/console/held-back" component={HeldBackPage} />
        <Route path="/console/held-back/accounts" component={HeldBackAccountsPage} />
        <Route path="/console/debugger" component={DebuggerPage} />
        <Route path="/console/settings" component={SettingsPage} />
        <Route path="/console/settings/segments" component={SegmentsPage} />
        {PARTS.flatMap((part) =>
          part === 'segments' ? [] : <Route key={part} path={`/console/settings/${part}`} component={SettingsPage} part={part} />,
        )}
        <Route default component={Unknown} />
      </Router>
    </ErrorBoundary>
  )
}

function Unknown() {
  const w = words(frameWords)
  return (
    <Page title={w.pageUnknown}>
      <Empty title={w.notFound} action={<Button href="/console/campaigns">{w.toCampaigns}</Button>}>
        {w.notFoundHelp}
      </Empty>
    </Page>
  )
}

function Broken({ error }: { error: Error }) {
  const w = words(frameWords)
  return (
    <Notice tone="bad" title={w.broken}>
      <p>{w.brokenHelp}</p>
      <p>
        <code>{error.message}</code>
      </p>
      <Button small onClick={() => location.reload()}>
        {w.reload}
      </Button>
    </Notice>
  )
}
