const KEY = 'crm.colorScheme'

/** Light or dark look of the page: `html[data-color-scheme=dark]`, no attribute when light (HOST); kept in the browser. */
export const ColorScheme = {
  /** Puts the kept look on; light without one. */
  restore(): void {
    put(localStorage.getItem(KEY) === 'dark')
  },

  /** Changes to the other look. */
  toggle(): void {
    const isDark = document.documentElement.dataset['colorScheme'] !== 'dark'
    localStorage.setItem(KEY, isDark ? 'dark' : 'light')
    put(isDark)
  },
}

function put(isDark: boolean): void {
  const { dataset } = document.documentElement
  if (isDark) dataset['colorScheme'] = 'dark'
  else delete dataset['colorScheme']
}
