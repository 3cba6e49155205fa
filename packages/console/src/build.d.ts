declare module '*.css'

interface ImportMeta {
  /** What the build knows: the folder that the console is served from, with a slash at the end. */
  readonly env: { readonly BASE_URL: string }
}
