import { expect, test } from 'vitest'
import { openApp } from '../open-app.case.ts'

const ANSWERS = [
  '/',
  '/docs',
  '/console/',
  '/demo/',
  '/health',
  '/metrics',
  '/v1/openapi.json',
  '/v1/settings',
  '/v1/nothing',
  '/pages/style.css',
]

test('lets browsers ask by HTTPS alone where that is its address, whatever they ask for', async () => {
  const told = async (publicUrl: string) => {
    await using open = await openApp({ config: { publicUrl } })
    const answers = await Promise.all(ANSWERS.map((path) => open.call('GET', path)))
    return new Set(answers.map(({ headers }) => headers.get('strict-transport-security')))
  }
  expect(await told('https://grow.example.com')).toEqual(new Set(['max-age=31536000']))
  expect(await told('http://grow.example.com')).toEqual(new Set([null]))
})

test('has a policy and a type that nobody guesses on every answer, refusals and files among them', async () => {
  await using open = await openApp()
  const weak: unknown[] = []
  for (const path of ANSWERS) {
    for (const key of ['sk_test_demo', null]) {
      const { headers } = await open.call('GET', path, undefined, { key })
      const policy = headers.get('content-security-policy') ?? ''
      const strict = policy.startsWith("default-src 'none'") && policy.includes("frame-ancestors 'none'")
      if (!(strict || path === '/demo/') || policy === '' || headers.get('x-content-type-options') !== 'nosniff') weak.push([path, policy])
    }
  }
  expect(weak).toEqual([])
})

test('lets the pages load nothing from elsewhere', async () => {
  await using open = await openApp()
  for (const path of ['/', '/docs', '/console/']) {
    const { headers, body } = await open.call('GET', path)
    expect(headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(String(body)).not.toMatch(/(src|href)="(https?:)?\/\//)
  }
})
