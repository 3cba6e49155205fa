/** The package's own types do not resolve through its `exports`. */
declare module 'cephes' {
  const cephes: {
    /** Resolves when the functions may be called. */
    readonly compiled: Promise<void>
    /** The upper regularised incomplete gamma function. */
    igamc(a: number, x: number): number
    /** The regularised incomplete beta function. */
    incbet(a: number, b: number, x: number): number
    /** Its inverse: `x` with `incbet(a, b, x) = y`. */
    incbi(a: number, b: number, y: number): number
    /** The distribution function of the standard normal distribution. */
    ndtr(x: number): number
    /** Its inverse. */
    ndtri(p: number): number
  }
  export default cephes
}
