import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ApiError } from '../api.ts'
import { chooseLocale } from '../locale.ts'
import { Loaded } from './loaded.tsx'
import { useResource } from './resource.ts'

/** What was asked, in its order, to be answered or refused. */
let asked: PromiseWithResolvers<string>[]
let host: HTMLElement
const text = () => host.textContent ?? ''

function Screen({ question, stay }: { question: string; stay?: boolean }) {
  const from = useResource(
    question,
    () => {
      const answer = Promise.withResolvers<string>()
      asked.push(answer)
      return answer.promise
    },
    { stay: stay ?? false },
  )
  return (
    <Loaded from={from}>
      {(data) => (
        <>
          <input aria-label="Month" />
          <p>{data}</p>
          <button onClick={from.reload}>Again</button>
        </>
      )}
    </Loaded>
  )
}

const draw = (question: string, stay?: boolean) => act(() => render(<Screen question={question} {...(stay && { stay })} />, host))
const answer = (what: string) => act(async () => asked.at(-1)?.resolve(what))
const refuse = () => act(async () => asked.at(-1)?.reject(new ApiError(503, 'unavailable', 'busy')))
const press = () => act(() => host.querySelectorAll('button').forEach((one) => one.textContent === 'Again' && one.click()))

beforeEach(() => {
  chooseLocale('en')
  asked = []
  host = document.body.appendChild(document.createElement('div'))
})
afterEach(() => {
  render(null, host)
  host.remove()
})

describe('what comes from the server', () => {
  it('stays with all that was written in it where asking again fails, below the reason', async () => {
    await draw('one')
    await answer('first')
    const field = host.querySelector('input')
    if (field) field.value = 'half a sentence'
    await press()
    await refuse()
    expect(text()).toMatch(/The server did not accept this.*Below is what was loaded before\..*first/)
    expect(host.querySelector('input')?.value).toBe('half a sentence')
    await press()
    await answer('second')
    expect(text()).toBe('secondAgain')
  })

  it('keeps the place and the focus of who chooses again, and says when the answer is there', async () => {
    await draw('october', true)
    await answer('of October')
    host.querySelector('input')?.focus()
    await draw('november', true)
    expect(host.querySelector('[aria-busy=true]')?.textContent).toBe('of OctoberAgain')
    await answer('of November')
    expect(document.activeElement).toBe(host.querySelector('input'))
    expect(host.querySelector('[role=status]')?.textContent).toBe('Updated')
    expect(text()).toContain('of November')
  })

  it('shows nothing of one person on the page of another', async () => {
    await draw('kita')
    await answer('of Kita')
    await draw('mari')
    expect(text()).toBe('Loading…')
  })

  it('says why the first answer did not come, and nothing about what was before', async () => {
    await draw('one')
    await refuse()
    expect(text()).not.toContain('Below')
    expect(text()).toContain('Try again')
  })
})
