import { defineConfig } from 'vite'

export default defineConfig({
  base: '/console/',
  resolve: {
    alias: [
      { find: /^react\/jsx-(dev-)?runtime$/, replacement: 'preact/jsx-runtime' },
      { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
      { find: /^react(-dom)?$/, replacement: 'preact/compat' },
    ],
    dedupe: ['preact', '@preact/signals'],
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    // A page may not read data: URLs under the policy that the server sends.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: { main: 'index.html', preview: 'src/campaigns/preview-frame.ts' },
      output: {
        // The preview's frame names its script without knowing the build's hashes.
        entryFileNames: (chunk) => (chunk.name === 'preview' ? 'preview.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
})
