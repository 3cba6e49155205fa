import type { ComponentChildren } from 'preact'
import { useLocation } from 'preact-iso'
import { useEffect, useRef, useState } from 'preact/hooks'
import { address } from '../address.ts'
import type { ApiError } from '../api.ts'
import { count } from '../format.ts'
import { peopleWords } from '../text/people.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Loaded } from '../ui/loaded.tsx'

const PAUSE = 200

interface Found<T> {
  search: string
  rows: T[]
  next?: string | undefined
}

/** A list that can be searched and comes page by page. The address holds what is searched, so that Back leads to it again. */
export function SearchList<T>(props: {
  load: (search: string, cursor?: string) => Promise<{ rows: T[]; next?: string | undefined }>
  children: (rows: T[], searched: boolean) => ComponentChildren
}) {
  const { load, children } = props
  const w = words(peopleWords)
  const { path, query, route } = useLocation()
  const search = query['search'] ?? ''
  const [typed, setTyped] = useState(search)
  const written = useRef(search)
  const [state, setState] = useState<Found<T>>()
  const [error, setError] = useState<ApiError>()
  const [busy, setBusy] = useState(false)
  const [round, setRound] = useState(0)

  useEffect(() => {
    const timer = setTimeout(() => {
      const next = typed.trim()
      if (next === written.current) return
      written.current = next
      route(address(path, { search: next }), true)
    }, PAUSE)
    return () => clearTimeout(timer)
  }, [typed])

  // Where a link led to another search, that is what is typed.
  useEffect(() => {
    if (search === written.current) return
    written.current = search
    setTyped(search)
  }, [search])

  useEffect(() => {
    let current = true
    load(search).then(
      (page) => {
        if (!current) return
        setState({ search, ...page })
        setError(undefined)
      },
      (reason: unknown) => current && setError(reason as ApiError),
    )
    return () => {
      current = false
    }
  }, [search, round])

  const more = async (before: Found<T>) => {
    setBusy(true)
    try {
      const page = await load(before.search, before.next)
      // What was searched meanwhile has rows of its own.
      setState((now) => (now === before ? { search: before.search, rows: [...before.rows, ...page.rows], next: page.next } : now))
      setError(undefined)
    } catch (reason) {
      setError(reason as ApiError)
    }
    setBusy(false)
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
      <p class="unseen" role="status">
        {state && state.search === search ? w.listed(count(state.rows.length)) : ''}
      </p>
      <Loaded from={{ data: state, error, reload: () => setRound(round + 1) }}>
        {(found) => (
          <>
            {children(found.rows, found.search !== '')}
            {found.next !== undefined && (
              <p>
                <Button busy={busy} onClick={() => void more(found)}>
                  {w.more}
                </Button>
              </p>
            )}
          </>
        )}
      </Loaded>
    </div>
  )
}
