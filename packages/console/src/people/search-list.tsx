import type { ComponentChildren } from 'preact'
import { useLocation } from 'preact-iso'
import { useEffect, useRef, useState } from 'preact/hooks'
import { address } from '../address.ts'
import type { ApiError } from '../api.ts'
import { count } from '../format.ts'
import { peopleWords } from '../text/people.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { Field } from '../ui/field.tsx'
import { Loaded } from '../ui/loaded.tsx'
import type { Listing } from './wire.ts'

const PAUSE = 200

const ORDERS: readonly Listing['order'][] = ['lastSeen', 'id']

interface Found<T> {
  asked: Listing
  rows: T[]
  next?: string | undefined
}

/** A list that can be searched and comes page by page. The address holds what is searched, and the order, so that Back leads to it again. */
export function SearchList<T>(props: {
  load: (asked: Listing) => Promise<{ rows: T[]; next?: string | undefined }>
  children: (rows: T[], searched: boolean) => ComponentChildren
}) {
  const { load, children } = props
  const w = words(peopleWords)
  const { path, query, route } = useLocation()
  const search = query['search'] ?? ''
  const order: Listing['order'] = query['order'] === 'id' ? 'id' : 'lastSeen'
  const asked: Listing = { ...(search && { search }), order }
  const addressOf = (next: string, by: Listing['order']) => address(path, { search: next, order: by === 'lastSeen' ? undefined : by })
  const [typed, setTyped] = useState(search)
  const written = useRef(search)
  const [state, setState] = useState<Found<T>>()
  const [error, setError] = useState<ApiError>()
  const [busy, setBusy] = useState(false)
  const [round, setRound] = useState(0)

  useEffect(() => {
    const at = location.pathname
    const timer = setTimeout(() => {
      const next = typed.trim()
      // Whoever has followed a link meanwhile is not to be led back, though this stands until what the link leads to has come.
      if (next === written.current || location.pathname !== at) return
      written.current = next
      route(addressOf(next, order), true)
    }, PAUSE)
    return () => clearTimeout(timer)
  }, [typed, order])

  // Where a link led to another search, that is what is typed.
  useEffect(() => {
    if (search === written.current) return
    written.current = search
    setTyped(search)
  }, [search])

  useEffect(() => {
    let current = true
    load(asked).then(
      (page) => {
        if (!current) return
        setState({ asked, ...page })
        setError(undefined)
      },
      (reason: unknown) => current && setError(reason as ApiError),
    )
    return () => {
      current = false
    }
  }, [search, order, round])

  const more = async (before: Found<T>) => {
    setBusy(true)
    try {
      const page = await load({ ...before.asked, cursor: before.next })
      // What was searched meanwhile has rows of its own.
      setState((now) => (now === before ? { asked: before.asked, rows: [...before.rows, ...page.rows], next: page.next } : now))
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
        <Choice
          label={w.order}
          value={order}
          options={ORDERS.map((one) => [one, w.orders[one]] as const)}
          choose={(by) => route(addressOf(search, by), true)}
        />
      </div>
      <p class="unseen" role="status">
        {state && state.asked.search === asked.search && state.asked.order === order ? w.listed(count(state.rows.length)) : ''}
      </p>
      <Loaded from={{ data: state, error, reload: () => setRound(round + 1) }}>
        {(found) => (
          <>
            {children(found.rows, found.asked.search !== undefined)}
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
