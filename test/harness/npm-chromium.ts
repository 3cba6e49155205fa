import npmChromium from '@sparticuz/chromium'

/** Unpacks the Chromium from npm before the tests begin, which would otherwise find it half unpacked by one another. */
export default async function setup(): Promise<void> {
  await npmChromium.executablePath()
}
