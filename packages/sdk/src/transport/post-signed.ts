import type { TokenSources } from '../tokens.ts'
import type { Post } from './post.ts'

/**
 * Posts with the tokens that the host gives, by way of what `load` brings once it gives any. What cannot be signed because that is not
 * there yet waits: status 0.
 */
export function postSigned(post: Post, sources: TokenSources, load: () => Promise<Post>): Post {
  let signed: Post | undefined
  return async (path, body, leaving) => {
    if (!sources.size) return post(path, body, leaving)
    if (!signed && !leaving) {
      const loaded = await load().catch(() => undefined)
      signed ??= loaded
    }
    return signed ? signed(path, body, leaving) : { status: 0 }
  }
}
