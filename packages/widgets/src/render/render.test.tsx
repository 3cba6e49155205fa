/** @jsxImportSource #render */
import { beforeEach, describe, expect, it } from 'vitest'
import { render } from './render.ts'
import type { Child } from './shape.ts'

let root: HTMLElement
beforeEach(() => {
  root = document.createElement('div')
  document.body.replaceChildren(root)
})
const html = (child: Child): string => {
  render(child, root)
  return root.innerHTML
}

describe('drawing', () => {
  it('writes tags, attributes and text', () => {
    expect(
      html(
        <p class="note" lang="ja" hidden={undefined} inert="">
          {3} of {'<b>'}
        </p>,
      ),
    ).toBe('<p class="note" lang="ja" inert="">3 of &lt;b&gt;</p>')
  })

  it('writes nothing that the host has put on all objects', () => {
    Object.defineProperty(Object.prototype, 'extend', { value: 'host', enumerable: true, configurable: true, writable: true })
    try {
      expect(html(<p class="note">Mine</p>)).toBe('<p class="note">Mine</p>')
    } finally {
      Reflect.deleteProperty(Object.prototype, 'extend')
    }
  })

  it('leaves no trace of groups and empty values', () => {
    expect(html([false, [<i />, undefined], null, 0])).toBe('<i></i>0')
  })
})

describe('drawing again', () => {
  it('keeps elements, their typed text and their focus, while what stands before them comes and goes', () => {
    const form = (hint: boolean) => (
      <form>
        {hint && <p>hint</p>}
        <textarea />
      </form>
    )
    render(form(false), root)
    const area = root.querySelector('textarea')
    area?.focus()
    if (area) area.value = 'typed'
    expect(html(form(true))).toBe('<form><p>hint</p><textarea></textarea></form>')
    expect(root.querySelector('textarea')).toBe(area)
    expect([area?.value, document.activeElement]).toEqual(['typed', area])
  })

  it('keeps what stands after a group that goes', () => {
    const steps = (asked: boolean) => (
      <section>
        {asked && [<div>scale</div>, <div>ends</div>]}
        {asked && <div>actions</div>}
        <button>close</button>
      </section>
    )
    render(steps(true), root)
    const close = root.querySelector('button')
    close?.focus()
    expect(html(steps(false))).toBe('<section><button>close</button></section>')
    expect(document.activeElement).toBe(close)
    html(steps(true))
    expect(document.activeElement).toBe(close)
  })

  it('changes attributes, handlers, text and styles in place, and takes away what is gone', () => {
    const heard: number[] = []
    const button = (n: number) => (
      <button class={n > 1 ? 'many' : undefined} style={`--n:${n}`} onclick={() => heard.push(n)}>
        {n}
      </button>
    )
    render(button(2), root)
    const drawn = root.querySelector('button')
    render(button(1), root)
    drawn?.click()
    expect(root.querySelector('button')).toBe(drawn)
    expect([drawn?.className, drawn?.style.getPropertyValue('--n'), drawn?.textContent, heard]).toEqual(['', '1', '1', [1]])
  })

  it('sets the choice of a radio button even after a person chose another one', () => {
    const radio = (checked: boolean) => <input type="radio" name="a" checked={checked} />
    render(radio(true), root)
    const input = root.querySelector('input') as HTMLInputElement
    input.checked = false
    render(radio(true), root)
    expect(input.checked).toBe(true)
  })

  it('shortens and lengthens lists', () => {
    const list = (items: string[]) => (
      <ul>
        {items.map((item) => (
          <li>{item}</li>
        ))}
      </ul>
    )
    expect(html(list(['a', 'b', 'c']))).toBe('<ul><li>a</li><li>b</li><li>c</li></ul>')
    expect(html(list(['c']))).toBe('<ul><li>c</li></ul>')
    expect(html(list(['c', 'd']))).toBe('<ul><li>c</li><li>d</li></ul>')
  })
})

describe('a ref', () => {
  it('hears of its element once it stands in the document, and just before it goes', () => {
    const told: string[] = []
    const ref = (element: Element) => {
      told.push(`here ${String(element.isConnected)}`)
      return () => told.push('gone')
    }
    const shown = (
      <section>
        <p ref={ref}>text</p>
      </section>
    )
    render(shown, root)
    render(shown, root)
    expect(told).toEqual(['here true'])
    render([], root)
    expect(told).toEqual(['here true', 'gone'])
    expect(root.childNodes).toHaveLength(0)
  })
})
