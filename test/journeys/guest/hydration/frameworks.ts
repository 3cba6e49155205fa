import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { reports, type Write } from './reports.ts'

/** Where React and Vue are installed. */
const SDK = resolve(import.meta.dirname, '../../../../packages/sdk/package.json')
const installed = createRequire(SDK)
const HERE = import.meta.dirname

/** A framework whose server writes the page and whose browser part takes it over. */
export interface Framework {
  name: string
  /** The page as the host's server sends it. */
  render(): Promise<string>
  /** The browser's part, beside this file; it hydrates on the event `hydrate` and says `hydrated`. */
  entry: string
  /** What the framework itself adds to `window` and `document`. */
  own: RegExp
}

export const FRAMEWORKS: Framework[] = [
  {
    name: 'React',
    async render() {
      const { createElement } = installed('react') as { createElement: Write<object> }
      const { renderToString } = installed('react-dom/server') as { renderToString(node: object): string }
      return renderToString(reports(createElement, () => undefined))
    },
    entry: 'react.js',
    own: /^global: document\._reactListening/,
  },
  {
    name: 'Vue',
    async render() {
      type Vue = { h(tag: string, attributes: object, inside: unknown[]): object; createSSRApp(page: object): object }
      const { h, createSSRApp } = installed('vue') as Vue
      const { renderToString } = installed('vue/server-renderer') as { renderToString(app: object): Promise<string> }
      const write: Write<object> = (tag, attributes, ...inside) => h(tag, attributes, inside)
      return renderToString(createSSRApp({ render: () => reports(write, () => undefined) }))
    },
    entry: 'vue.js',
    own: /^global: window\.(__VUE|devtoolsFormatters)/,
  },
]

/** The browser's part in one classic script, with the framework as developers have it: only that tells of every mismatch. */
export async function bundle({ entry }: Framework): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'installed',
        enforce: 'pre',
        resolveId(id, importer) {
          return importer?.startsWith(HERE) && /^\w/.test(id) ? this.resolve(id, SDK, { skipSelf: true }) : null
        },
      },
    ],
    define: {
      'process.env.NODE_ENV': '"development"',
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'true',
    },
    build: { write: false, minify: false, lib: { entry: join(HERE, entry), formats: ['iife'], name: 'host' } },
  })
  const [output] = [built].flat()
  if (!output || !('output' in output)) throw new Error(`${entry} was not built`)
  return output.output[0].code
}
