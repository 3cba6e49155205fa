import { useEffect } from 'preact/hooks'

/** A link to one part of a page, such as #care, finds its place only once what stands above has its height. */
export function useAnchor(arrived: boolean): void {
  useEffect(() => {
    if (arrived && location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView()
  }, [arrived])
}
