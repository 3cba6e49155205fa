import { brotliCompressSync, gzipSync } from 'node:zlib'
import { minify } from 'terser'
import type { Plugin } from 'vite'

/**
 * What may be assumed of our code: nobody looks at the arity or the name of a function, reading a property does nothing else, and what
 * is made a text of (`String(...)`, a template) is no symbol and has no text of its own making.
 */
const COMPRESS = {
  passes: 4,
  unsafe: true,
  unsafe_arrows: true,
  unsafe_methods: true,
  pure_getters: true,
  // `a === 'b'` is no longer than the other way round, and repeats more of what stands before it.
  lhs_constants: false,
}

/** How a file may be written. What is shortest by its letters is not always what compresses best; nor are the letters of Japanese. */
const WAYS = [
  { passes: 4 },
  { ...COMPRESS, lhs_constants: true },
  ...[{}, { hoist_funs: true }].flatMap((hoist) => [true, false].map((sequences) => ({ ...COMPRESS, ...hoist, sequences }))),
]

/** Some browsers are sent gzip, others brotli; both count. */
const weight = (code: string): number => gzipSync(code, { level: 9 }).length + brotliCompressSync(code).length

/**
 * Writes every file of a bundle as short as it gets once it is compressed. A comment that speaks to the browser (`//# ...`) stays.
 * The bundler has minified before: it knows what other modules use, and what is done here is done to the whole file. `names` are
 * properties that nobody outside the bundle reads, each with what it is called in all of its files.
 */
export function shortest(names: Readonly<Record<string, string>> = {}): Plugin {
  const ours = Object.keys(names)
  const mangle = ours.length === 0 ? {} : { properties: { regex: new RegExp(`^(${ours.join('|')})$`), builtins: true, keep_quoted: true } }
  return {
    name: 'shortest',
    apply: 'build',
    async generateBundle({ format: kind }, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue
        const formats = Buffer.byteLength(file.code) > file.code.length ? [{}, { ascii_only: true }] : [{}]
        const ways = WAYS.flatMap((compress) => formats.map((format) => ({ compress, format })))
        const written = await Promise.all(
          ways.map(({ compress, format }) =>
            minify(file.code, {
              ecma: 2020,
              module: kind === 'es',
              toplevel: true,
              compress: { ecma: 2020, ...compress },
              mangle,
              nameCache: { props: { props: Object.fromEntries(ours.map((name) => [`$${name}`, names[name]])) } },
              format: { comments: /^# /, ...format },
            }),
          ),
        )
        const all = written.flatMap(({ code }) => code ?? []).concat(ours.length === 0 ? file.code : [])
        file.code = all.reduce((best, code) => (weight(code) < weight(best) ? code : best))
      }
    },
  }
}
