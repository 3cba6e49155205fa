/** Asks the product's own backend. Rejects with the backend's message; `error.status` is the HTTP status. */
export async function backend(path, body) {
  const response = await fetch(
    `api/${path}`,
    body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  )
  const answer = await response.json()
  if (response.ok) return answer
  throw Object.assign(new Error(answer.error.message), { status: response.status, ...answer.error })
}
