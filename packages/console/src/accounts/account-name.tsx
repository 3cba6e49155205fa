/** An account in a list: its name, which opens it, and its id where that is another. */
export function AccountName({ account, name }: { account: string; name: string }) {
  return (
    <>
      <a href={`/console/accounts/${encodeURIComponent(account)}`}>{name}</a>
      {name !== account && <span class="cell-note">{account}</span>}
    </>
  )
}
