/**
 * Counts how often the user has come to the page from another tab or window, or from another page by «Back»; a page that does not have the
 * focus counts anew each time it is asked. Lasts as long as the page.
 */
export const countReturns = (): (() => number) => {
  let count = 0
  const countOne = (): void => {
    count += 1
  }
  window.addEventListener('focus', countOne)
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) countOne()
  })
  return () => {
    if (!document.hasFocus()) countOne()
    return count
  }
}
