import { readFileSync } from 'node:fs'
import { defineConfig, type Plugin } from 'vite'
import { namedLikeOthers } from '../../build/locals.ts'
import { shortest } from '../../build/minify.ts'

/** Custom properties that only our style sheets know, each with a letter for it. Hosts set `--espalier-*`. */
const OURS = /(?<![\w-])--(surface|ink|muted|line|accent|on-accent|radius|control-radius)(?![\w-])/g
const letterOf = (_: string, name: string): string => `--${name === 'control-radius' ? 'c' : name[0]}`

/** Style sheets are template literals in `*.css.ts`; what a browser downloads needs none of their white space, and no long names. */
const tightCss: Plugin = {
  name: 'tight-css',
  transform(code, id) {
    if (!/\.css(\.of-\w+)?\.ts$/.test(id)) return undefined
    const tight = code.replaceAll(/\s+/g, ' ').replaceAll(/ ?([{};,]) ?|: | (?=!)/g, (found) => found.trim())
    return { code: tight.replaceAll(';}', '}').replaceAll(OURS, letterOf), map: null }
  },
}

/** Properties that are read in our files alone, each with a letter for it; none is the name of anything else there. */
const NAMES = {
  presentation: 'p',
  leave: 'l',
  asksForFacts: 'f',
  progress: 'g',
  claim: 'c',
  ended: 'o',
  tell: 't',
  dismiss: 'd',
  element: 'e',
  host: 'h',
  showing: 's',
  draw: 'w',
  raise: 'u',
  load: 'a',
  wanted: 'q',
  announced: 'v',
  farewell: 'b',
  jump: 'j',
  commentIn: 'i',
  children: 'k',
  props: 'x',
  drawn: '_d',
  gone: '_g',
}

/** What somebody waits for; a meter has no byte to spare. */
const SHOWN = /^(widgets|chunks\/(card|modal|gate))\.js$/

const SHARED = /src\/(parts\/(offer|pressed|action-button|press|states)|destination|text\/)/
const COPY = /\.of-(\w+)(?=\.tsx?$)/

/**
 * What some widgets share and the entry does not need is written into each of their chunks: whoever waits for a widget waits for one
 * file, and most pages show one kind.
 */
const ownCopies: Plugin = {
  name: 'own-copies',
  enforce: 'pre',
  async resolveId(source, importer = '', options) {
    const owner = COPY.exec(importer)?.[1] ?? /src\/(card|modal|gate|meter|nps|text)\//.exec(importer)?.[1]
    if (!owner) return null
    const found = await this.resolve(source, importer.replace(COPY, ''), { ...options, skipSelf: true })
    return found && { ...found, id: SHARED.test(found.id) ? found.id.replace(/(?=\.tsx?$)/, `.of-${owner}`) : found.id }
  },
  load: (id) => (COPY.test(id) ? readFileSync(id.replace(COPY, ''), 'utf8') : null),
}

export default defineConfig({
  plugins: [ownCopies, tightCss, shortest(NAMES), namedLikeOthers(/./)],
  build: {
    target: 'es2022',
    // As a library it has no loader of its own for chunks: they carry their styles inside and need nothing loaded before them.
    lib: { entry: 'src/index.ts', formats: ['es'], fileName: () => 'widgets.js' },
    rolldownOptions: {
      preserveEntrySignatures: 'allow-extension',
      output: {
        minify: true,
        comments: false,
        // Under a tag the folder is the version; a hash in a name is bytes that nothing makes smaller.
        chunkFileNames: 'chunks/[name].js',
        // Compiled in one go, which takes less than function by function: what is fetched is shown.
        postBanner: ({ fileName }) => (SHOWN.test(fileName) ? '//# allFunctionsCalledOnLoad' : ''),
        // What every widget needs comes with the entry, so that the first one costs one request.
        codeSplitting: { groups: [{ name: 'widgets', test: /src\/(index|parts\/close)/ }] },
      },
    },
  },
})
