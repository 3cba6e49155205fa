import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { ApiError } from '../api.ts'
import { peopleWords } from '../text/people.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Loaded } from '../ui/loaded.tsx'

const PAUSE = 200

/** A list that can be searched and comes page by page. */
export function SearchList<T>(props: {
  load: (search: string, cursor?: string) => Promise<{ rows: T[]; next?: string | undefined }>
  children: (rows: T[], searched: boolean) => ComponentChildren
}) {
  const { load, children } = props
  const w = words(peopleWords)
  const [typed, setTyped] = useState('')
  const [search, setSearch] = useState('')
  const [state, setState] = useState<{ rows: T[]; next?: string | undefined }>()
  const [error, setError] = useState<ApiError>()
  const [round, setRound] = useState(0)

  useEffect(() => {
    const timer = setTimeout(() => setSearch(typed.trim()), PAUSE)
    return () => clearTimeout(timer)
  }, [typed])

  useEffect(() => {
    let current = true
    load(search).then(
      (page) => {
        if (!current) return
        setState(page)
        setError(undefined)
      },
      (reason: unknown) => current && setError(reason as ApiError),
    )
    return () => {
      current = false
    }
  }, [search, round])

  const more = async () => {
    try {
      const page = await load(search, state?.next)
      setState((before) => ({ rows: [...(before?.rows ?? []), ...page.rows], next: page.next }))
    } catch (reason) {
      setError(reason as ApiError)
    }
  }

  return (
    <div class="stack-16">
      <div class="filters" role="search">
        <Field label={w.search}>
          {(field) => (
            <input
              {...field}
              type="search"
              value={typed}
              placeholder={w.searchHint}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
          )}
        </Field>
      </div>
      <Loaded from={{ data: error ? undefined : state, error, reload: () => setRound(round + 1) }}>
        {(page) => (
          <>
            {children(page.rows, search !== '')}
            {page.next !== undefined && (
              <p>
                <Button onClick={() => void more()}>{w.more}</Button>
              </p>
            )}
          </>
        )}
      </Loaded>
    </div>
  )
}
