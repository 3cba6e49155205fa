import { ASKING, MANY, QUESTION } from './question.ts'

const EVER = '2099-01-01T00:00:00Z'

const survey = {
  id: '01900000-0000-0000-0000-000000000001',
  name: 'Recommendation',
  type: 'popover',
  description: '',
  linked_flag_key: null,
  targeting_flag_key: null,
  internal_targeting_flag_key: null,
  schedule: 'always',
  questions: [
    {
      type: 'rating',
      id: 'q1',
      question: QUESTION,
      scale: 10,
      display: 'number',
      lowerBoundLabel: 'Not likely',
      upperBoundLabel: 'Very likely',
      buttonText: 'Send',
    },
  ],
  conditions: { events: { values: [{ name: ASKING }], repeatedActivation: true } },
  appearance: { position: 'right' },
  start_date: '2020-01-01T00:00:00Z',
  end_date: null,
}

/** What PostHog answers about its project: surveys are on, all that costs more is off. */
export const posthogConfig = {
  supportedCompression: [],
  surveys: [survey],
  autocapture_opt_out: true,
  hasFeatureFlags: false,
  sessionRecording: false,
  heatmaps: false,
  capturePerformance: false,
  autocaptureExceptions: false,
  defaultIdentifiedOnly: true,
  isAuthenticated: false,
  siteApps: [],
}
export const posthogFlags = { flags: {}, featureFlags: {}, featureFlagPayloads: {}, errorsWhileComputingFlags: false }
export const posthogSurveys = { surveys: [survey] }

const featureOf = (index: number) => ({
  defaultValue: false,
  rules: [{ condition: { plan: { $in: ['free', 'trial'] }, seats: { $gt: index % 9 }, country: index % 2 ? 'DE' : 'US' }, force: true }],
})

/** As many features as others have rules, each behind three conditions. */
export const growthbookFeatures = {
  status: 200,
  features: Object.fromEntries(Array.from({ length: MANY }, (_, index) => [`f${index}`, featureOf(index)])),
  dateUpdated: '2024-01-01',
}

const action = { id: 'a1', key: ASKING, type: 'code', name: ASKING, noCodeConfig: null }
const element = {
  id: 'q1',
  type: 'nps',
  headline: { default: QUESTION },
  required: true,
  lowerLabel: { default: 'Not likely' },
  upperLabel: { default: 'Very likely' },
  isColorCodingEnabled: false,
}
const formbricksSurvey = {
  id: 'clsurvey00000000000000001',
  welcomeCard: { enabled: false },
  questions: [],
  variables: [],
  type: 'app',
  showLanguageSwitch: null,
  endings: [],
  autoClose: null,
  status: 'inProgress',
  recontactDays: null,
  displayLimit: null,
  displayOption: 'respondMultiple',
  hiddenFields: { enabled: false },
  delay: 0,
  workspaceOverwrites: null,
  projectOverwrites: null,
  isBackButtonHidden: false,
  isAutoProgressingEnabled: false,
  recaptcha: null,
  languages: [],
  displayPercentage: null,
  styling: null,
  blocks: [{ id: 'b1', name: 'Block 1', elements: [element], buttonLabel: { default: 'Send' } }],
  triggers: [{ actionClass: action }],
}
const workspace = {
  id: 'p',
  recontactDays: null,
  clickOutsideClose: true,
  overlay: 'none',
  placement: 'bottomRight',
  inAppSurveyBranding: false,
  styling: { allowStyleOverwrite: false },
}

/** What Formbricks answers about its environment and about a person. */
export const formbricksState = { data: { data: { surveys: [formbricksSurvey], actionClasses: [action], workspace }, expiresAt: EVER } }
export const formbricksPerson = {
  data: {
    state: { data: { userId: 'u', contactId: 'c', segments: [], displays: [], responses: [], lastDisplayAt: null }, expiresAt: EVER },
  },
}
