import { readFileSync } from 'node:fs'
import { defineConfig, type Plugin, type UserConfig } from 'vite'
import { INNER_NAMES } from '../../build/inner-names.ts'
import { namedLikeOthers } from '../../build/locals.ts'
import { shortest } from '../../build/minify.ts'
import { positional } from '../../build/positional.ts'

type Lib = NonNullable<NonNullable<UserConfig['build']>['lib']>

/** What the engine fetches by itself, and what marks the copies that each brings along: rules, and what few ever ask for. */
const APART: Record<string, string> = { './rules.ts': '?rules', './explain.ts': '?apart', './debug/open.ts': '?apart' }
const COPY = /\?(rules|apart)$/

const BUILDS: Record<string, Lib> = {
  /** The classic script for a tag, and the modules that it loads on demand. */
  script: { entry: 'src/script.ts', formats: ['iife'], name: 'espalierScript', fileName: () => 'sdk.js' },
  engine: {
    entry: ['src/engine.ts', 'src/forward.ts', 'src/signer.ts', 'src/ask-usage.ts'],
    formats: ['es'],
    fileName: (_, name) => `${name}.js`,
  },
  /** By itself: what it shares with the signer would be a file more to wait for. */
  delivery: { entry: 'src/delivery.ts', formats: ['es'], fileName: () => 'delivery.js' },
  /** For npm; core and frameworks come from npm too, and the host's bundler does the rest. */
  module: { entry: 'src/index.ts', formats: ['es'], fileName: () => 'index.js' },
  react: { entry: 'src/react/react.ts', formats: ['es'], fileName: () => 'react.js' },
  vue: { entry: 'src/vue/vue.ts', formats: ['es'], fileName: () => 'vue.js' },
}

/**
 * Asks the browser to compile a file in one go: what it would find out function by function, as each is called, takes longer. For files
 * of which a page runs most.
 */
const AT_ONCE = '//# allFunctionsCalledOnLoad'
const MOSTLY_RUN = /^(sdk|engine|chunks\/rules)\.js$/

/** What few ask for may be as long as it is. */
const OFTEN = /^([\w-]+|chunks\/rules)\.js$/

const FOR_NPM = ['module', 'react', 'vue']

/**
 * Rules, explanations and overlay bring their own copy of what they share with the engine: what only they ask must not cost every page
 * the names by which modules let things out, and what has one caller left is written into it.
 */
const apart: Plugin = {
  name: 'apart',
  enforce: 'pre',
  async resolveId(source, importer = '', options) {
    const mark = COPY.exec(importer)?.[0] ?? (importer.endsWith('/sdk/src/engine.ts') ? APART[source] : undefined)
    if (!mark) return null
    const found = await this.resolve(source, importer.replace(COPY, ''), { ...options, skipSelf: true })
    return found && { ...found, id: found.id.replace(COPY, '') + mark }
  },
  load: (id) => (COPY.test(id) ? { code: readFileSync(id.replace(COPY, ''), 'utf8'), moduleType: 'ts' } : null),
}

export default defineConfig(({ mode }) => ({
  plugins: [
    ...(mode === 'engine' ? [apart] : []),
    ...(FOR_NPM.includes(mode) ? [] : [positional, shortest(INNER_NAMES), namedLikeOthers(OFTEN)]),
  ],
  build: {
    emptyOutDir: false,
    target: 'es2022',
    lib: BUILDS[mode] ?? false,
    rolldownOptions: {
      // The engine comes whole with its entry; only what is apart is fetched later.
      preserveEntrySignatures: 'allow-extension',
      ...(FOR_NPM.includes(mode) && { external: [/^@espalier\//, 'react', 'vue'] }),
      output: {
        minify: !FOR_NPM.includes(mode),
        comments: FOR_NPM.includes(mode),
        // Under a tag the folder is the version; a hash in a name is bytes that nothing makes smaller.
        chunkFileNames: FOR_NPM.includes(mode) ? 'chunks/[name]-[hash].js' : 'chunks/[name].js',
        ...(!FOR_NPM.includes(mode) && { postBanner: ({ fileName }) => (MOSTLY_RUN.test(fileName) ? AT_ONCE : '') }),
        // Where components may run on a server, these do not.
        banner: mode === 'react' ? "'use client'" : '',
      },
    },
  },
}))
