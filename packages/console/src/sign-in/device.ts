/** The first that fits is taken: those that name others, too, come first. */
const BROWSERS: readonly [RegExp, string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const SYSTEMS: readonly [RegExp, string][] = [
  [/\bAndroid\b/, 'Android'],
  [/\b(?:iPhone|iPad)\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
]

/** What a browser calls itself, as people say it: `Chrome, Windows`. The first characters of what is not known. */
export function deviceOf(agent: string): string {
  const named = [BROWSERS, SYSTEMS].flatMap((list) => list.find(([looks]) => looks.test(agent))?.[1] ?? [])
  return named.length > 0 ? named.join(', ') : agent.slice(0, 40)
}
