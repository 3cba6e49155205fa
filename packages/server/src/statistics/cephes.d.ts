/** The package's own types do not resolve through its `exports`. */
declare module 'cephes' {
  const cephes: {
    /** Resolves when the functions may be called. */
    readonly compiled: Promise<void>
    /** The upper regularised incomplete gamma function. */
    igamc(a: number, x: number): number
  }
  export default cephes
}
