import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { campaign, catalog, condition, settings } from '@espalier/core/schema'
import { describe, expect, it } from 'vitest'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const pages = globSync(['*.md', 'docs/**/*.md', 'packages/*/*.md', 'packages/core/cases/*.md', 'examples/*/*.md'], {
  cwd: root,
  exclude: (name) => name.includes('node_modules'),
})
const schemas = { campaign, catalog, condition, settings }

interface Example {
  page: string
  kind: keyof typeof schemas
  text: string
}

/** Code blocks that say what they are, such as ```json campaign. */
function examplesOf(page: string): Example[] {
  const text = readFileSync(join(root, page), 'utf8')
  return [...text.matchAll(/^```json (\w+)\n([\s\S]*?)^```/gm)].map(([, kind, body]) => ({
    page,
    kind: kind as Example['kind'],
    text: body ?? '',
  }))
}

/** What a page's headings are called in links to them. */
function anchorsOf(text: string): string[] {
  const prose = text.replaceAll(/^```[\s\S]*?^```/gm, '')
  return [...prose.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\p{M} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

/** Whether a percent sign stands apart from its number. */
function apart(text: string): boolean {
  return /\d\s%/.test(text.replaceAll(/^```[\s\S]*?^```/gm, ''))
}

/** Links to files of the repository that are not there, and to headings that no page has. */
function brokenLinks(page: string, text: string): string[] {
  const links = [...text.matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)]*))?\)/g)]
  return links.flatMap(([, link = '', anchor]) => {
    const target = join(root, dirname(page), link)
    if (!existsSync(target)) return link
    if (!anchor || (link && !link.endsWith('.md'))) return []
    return anchorsOf(link ? readFileSync(target, 'utf8') : text).includes(anchor) ? [] : `${link}#${anchor}`
  })
}

describe('the documentation', () => {
  const examples = pages.flatMap(examplesOf)

  it('has examples of campaigns and conditions', () => {
    expect(new Set(examples.map(({ kind }) => kind))).toContain('campaign')
  })

  it.each(examples)('$page shows a valid $kind', ({ kind, text }) => {
    expect(schemas[kind].safeParse(JSON.parse(text)).error?.issues).toBeUndefined()
  })

  it.each(pages)('%s links only to what is there', (page) => {
    expect(brokenLinks(page, readFileSync(join(root, page), 'utf8'))).toEqual([])
  })

  it('would notice a link that leads nowhere', () => {
    expect(brokenLinks('README.md', 'see [this](docs/nowhere.md#part)')).toEqual(['docs/nowhere.md'])
    const links = '# Here it is\n[here](#here-it-is), [there](docs/sdk.md#consent), [not](#there), [nor](docs/sdk.md#assent)'
    expect(brokenLinks('README.md', links)).toEqual(['#there', 'docs/sdk.md#assent'])
  })

  it('writes a share as the console shows it, with its sign beside the number', () => {
    expect(pages.filter((page) => apart(readFileSync(join(root, page), 'utf8')))).toEqual([])
    expect([apart('a hold-out of 10 %'), apart('10%'), apart('```js\nday = 10 % 7\n```')]).toEqual([true, false, false])
  })

  it('is there in both languages', () => {
    const english = pages.filter((page) => (page.startsWith('docs') || page === 'README.md') && !page.endsWith('.ja.md'))
    expect(english.filter((page) => !existsSync(join(root, page.replace(/\.md$/, '.ja.md'))))).toEqual([])
  })
})
