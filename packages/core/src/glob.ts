/**
 * Compiles a path with `*` for any characters into a test of the whole path. Linear in the length of the path, whatever an author
 * wrote; a regular expression with many `*` would not be.
 */
export function compileGlob(glob: string): (path: unknown) => boolean {
  const [head = '', ...rest] = glob.split('*')
  const tail = rest.pop()
  return (path) => {
    if (typeof path !== 'string' || tail === undefined) return path === glob
    let at = head.length
    if (!path.startsWith(head)) return false
    for (const part of rest) {
      const found = path.indexOf(part, at)
      if (found < 0) return false
      at = found + part.length
    }
    return path.length - tail.length >= at && path.endsWith(tail)
  }
}
