import { defineConfig, type Plugin } from 'vite'

/** Style sheets are template literals in `*.css.ts`; what a browser downloads needs none of their white space. */
const tightCss: Plugin = {
  name: 'tight-css',
  transform(code, id) {
    if (id.endsWith('.css.ts'))
      return { code: code.replaceAll(/\s+/g, ' ').replaceAll(/ ?([{};,]) ?|(: )/g, (_, mark = ':') => mark), map: null }
    return undefined
  },
}

/** Chunks carry their styles inside and need nothing loaded before them; the bundler's helper for that is half a kilobyte. */
const plainImports: Plugin = {
  name: 'plain-imports',
  enforce: 'pre',
  load: (id) => (id.includes('vite/preload-helper') ? 'export const __vitePreload = (load) => load()' : undefined),
}

export default defineConfig({
  plugins: [tightCss, plainImports],
  base: './',
  build: {
    target: 'es2022',
    modulePreload: false,
    rolldownOptions: {
      input: 'src/index.ts',
      preserveEntrySignatures: 'allow-extension',
      output: {
        format: 'es',
        minify: true,
        entryFileNames: 'widgets.js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        // What every widget needs comes with the entry, so that the first one costs one request.
        codeSplitting: { groups: [{ name: 'widgets', test: /src\/index/ }] },
      },
    },
  },
})
