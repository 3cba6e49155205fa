import { gzipSync } from 'node:zlib'
import { minify, type MinifyOptions } from 'terser'
import type { Plugin } from 'vite'

/** What may be assumed of our code: nobody looks at the arity or the name of a function, and reading a property does nothing else. */
const COMPRESS: MinifyOptions['compress'] = {
  passes: 4,
  unsafe_arrows: true,
  unsafe_methods: true,
  pure_getters: true,
}

/** How a file may be written. What is shortest by its letters is not always what compresses best. */
const WAYS: readonly MinifyOptions['compress'][] = [{ passes: 4 }, COMPRESS, { ...COMPRESS, collapse_vars: false }]

const weight = (code: string): number => gzipSync(code, { level: 9 }).length

/**
 * Writes every file of a bundle as short as it gets once it is compressed. A comment that speaks to the browser (`//# ...`) stays.
 * The bundler has minified before: it knows what other modules use, and what is done here is done to the whole file.
 */
export function shortest(): Plugin {
  return {
    name: 'shortest',
    apply: 'build',
    async generateBundle({ format }, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue
        const written = await Promise.all(
          WAYS.map((compress) =>
            minify(file.code, {
              ecma: 2020,
              module: format === 'es',
              toplevel: true,
              compress: { ecma: 2020, ...(compress as object) },
              format: { comments: /^# / },
            }),
          ),
        )
        for (const { code } of written) if (code !== undefined && weight(code) < weight(file.code)) file.code = code
      }
    },
  }
}
