import * as stage from './stage.ts'

/** A host that takes an element away again and again gets its way. */
const TRIES = 9

/**
 * Puts an element that belongs to no slot at the end of the page, and again where the host replaced what it stood in: the question
 * was not answered by that. Returns how to take it away.
 */
export function place(tag: string): () => void {
  const element = document.createElement(tag)
  let left = TRIES
  const append = (): void => {
    if (!element.isConnected && left-- > 0) (document.body ?? document.documentElement).append(element)
  }
  const unfollow = stage.follow(append)
  append()
  return () => {
    unfollow()
    element.remove()
  }
}
