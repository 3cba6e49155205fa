export function PersonList() {
  return null
}
