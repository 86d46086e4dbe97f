/** Counts how often the page loses the focus from now on; begins with 1 on a page that does not have it. Lasts as long as the page. */
export const countLeaves = (): (() => number) => {
  let count = document.hasFocus() ? 0 : 1
  window.addEventListener('blur', () => {
    count += 1
  })
  return () => count
}
