/** Where a command prints. */
export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean }

/** A line that tells how far something has come. */
export interface Progress {
  add(count: number): void
  end(): void
}

/** On a terminal one line that changes, elsewhere a line every 10,000. */
export function createProgress(out: Output): Progress {
  const started = performance.now()
  let sent = 0
  const line = () => {
    const seconds = Math.max(0.001, (performance.now() - started) / 1000)
    return `${sent.toLocaleString('en')} customers sent, ${Math.round(sent / seconds).toLocaleString('en')} a second`
  }
  return {
    add(count) {
      const before = Math.floor(sent / 10_000)
      sent += count
      if (out.isTTY) out.write(`\r${line()}`)
      else if (Math.floor(sent / 10_000) > before) out.write(`${line()}\n`)
    },
    end() {
      out.write(`${out.isTTY ? '\r' : ''}${line()}\n`)
    },
  }
}
