import { defineConfig, type UserConfig } from 'vite'

type Lib = NonNullable<NonNullable<UserConfig['build']>['lib']>

const BUILDS: Record<string, Lib> = {
  /** The classic script for a tag, and the module that it loads when something can appear. */
  script: { entry: 'src/script.ts', formats: ['iife'], name: 'espalierScript', fileName: () => 'sdk.js' },
  engine: { entry: 'src/engine.ts', formats: ['es'], fileName: () => 'engine.js' },
  /** For npm; core comes from npm too, and the host's bundler does the rest. */
  module: { entry: 'src/index.ts', formats: ['es'], fileName: () => 'index.js' },
}

export default defineConfig(({ mode }) => ({
  build: {
    emptyOutDir: false,
    target: 'es2022',
    lib: BUILDS[mode] ?? false,
    rolldownOptions: {
      // The engine comes whole with its entry; only the explanations are fetched apart.
      preserveEntrySignatures: 'allow-extension',
      ...(mode === 'module' && { external: [/^@espalier\//] }),
      output: { minify: mode !== 'module', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
}))
