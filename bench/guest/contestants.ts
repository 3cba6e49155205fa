import { bundle, shipped } from './code.ts'
import { ASKING, COUNTED, MANY, PLAIN, QUESTION } from './question.ts'
import { ALONE } from './stub.ts'

/** Somebody who is measured, as sources of JavaScript; `host` is the stub. */
export interface Contestant {
  name: string
  /** The script itself, evaluated at once as an inline script. */
  code: string
  /** Where the script believes to come from. */
  src?: string
  /** Runs before the script: the part of a snippet that stands in the page. */
  snippet?: string
  /** An expression that begins; a promise ends when it is ready. */
  init: string
  /** The same where there is nothing but the question. */
  initAlone?: string
  /** Statements that track an event that no rule reads; `i` counts. */
  track?: string
  /** The same with an event that three rules read. */
  counted?: string
  /** An expression that makes the question appear. */
  show?: string
  /** Milliseconds after which nothing of its beginning goes on any more. */
  settle: number
}

const PROPERTIES = `{feature:'export',n:i}`
const TRAITS = `{plan:'free',seats:5,country:'DE'}`

function rules(): string {
  const rule = `{id:'c'+i,cap:3,gapMs:864e5,holdout:.1,all:[{fact:'plan',is:'one of',value:['free','trial']},{fact:'seats',is:'more than',value:i%9},{fact:'country',is:'equal to',value:i%2?'DE':'US'}]}`
  return `Array.from({length:${MANY}},(_,i)=>(${rule}))`
}

/** The names that ratios refer to. */
export const [EMPTY, CORE, WIDGET, OURS] = ['empty page', 'floor: core', 'floor: core and question, preact + signals', 'Espalier']

/** Us, the floors and the peers. `formbricks`: its own two files were given, so that it does more than load. */
export async function contestantsFor(host: string, sdk: string, formbricks: boolean): Promise<Contestant[]> {
  const floor = `(()=>{const c=globalThis.c=createFloorClient({key:'k',host:'${host}'});c.load(${rules()});c.identify('u',${TRAITS});c.pick()})()`
  const floorTrack = `c.track('${PLAIN}',${PROPERTIES})`
  const begin = (key: string) =>
    `new Promise((r)=>{espalier.init({key:'${key}'});espalier.identify('u',${TRAITS});espalier.group('a');espalier.on('ready',r)})`
  const posthog = `{api_host:'${host}',persistence:'localStorage',autocapture:false,capture_pageview:false,disable_session_recording:true,opt_out_useragent_filter:true,loaded(){posthog.identify('u',${TRAITS});posthog.onFeatureFlags(()=>r())}}`
  const segment = `{integrations:{'Segment.io':{apiKey:'k',unbundledIntegrations:[],addBundledMetadata:true,apiHost:'${host.replace('http://', '')}/v1',protocol:'http'}}}`
  const growthbook = `{apiHost:'${host}',clientKey:'sdk-x',attributes:{id:'u',plan:'free',seats:5,country:'DE'},trackingCallback(){}}`
  return [
    { name: EMPTY, code: ';', init: '0', settle: 300 },
    { name: CORE, code: await bundle('floor-core'), init: floor, track: floorTrack, settle: 300 },
    { name: WIDGET, code: await bundle('floor-nps'), init: floor, track: floorTrack, show: `showFloorNps('${QUESTION}')`, settle: 300 },
    {
      name: OURS,
      code: sdk,
      src: `${host}/v1/sdk.js`,
      init: begin('pk_many'),
      initAlone: begin(ALONE),
      track: `espalier.track('${PLAIN}',${PROPERTIES})`,
      counted: `espalier.track('${COUNTED}',${PROPERTIES})`,
      show: `espalier.track('${ASKING}')`,
      settle: 800,
    },
    {
      name: 'posthog-js 1.449, surveys on',
      code: await shipped('posthog-js/dist/array.js'),
      snippet: 'window.posthog=Object.assign([],{_i:[],__SV:1})',
      init: `new Promise((r)=>{posthog.init('phc_k',${posthog})})`,
      track: `posthog.capture('${PLAIN}',${PROPERTIES})`,
      show: `posthog.capture('${ASKING}')`,
      settle: 2500,
    },
    {
      name: formbricks ? '@formbricks/js 5.1, core and renderer' : '@formbricks/js 5.1, loader alone',
      code: await bundle('formbricks'),
      init: formbricks ? `loader.setup({environmentId:'clenv0000000000000000001',appUrl:'${host}'})` : '0',
      ...(formbricks && { track: `loader.track('${PLAIN}')`, show: `loader.track('${ASKING}')` }),
      settle: 800,
    },
    {
      name: '@growthbook/growthbook 1.8, 100 features',
      code: await bundle('growthbook'),
      init: `(async()=>{const g=new GrowthBook(${growthbook});await g.init();for(let i=0;i<${MANY};i++)g.isOn('f'+i)})()`,
      settle: 500,
    },
    {
      name: '@segment/analytics-next 1.84',
      code: await bundle('segment'),
      init: `(async()=>{const a=globalThis.a=AnalyticsBrowser.load({writeKey:'k',cdnSettings:${segment}},{retryQueue:false});a.identify('u',${TRAITS});await a.ready()})()`,
      track: `a.track('${PLAIN}',${PROPERTIES})`,
      settle: 800,
    },
  ]
}
