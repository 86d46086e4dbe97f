const KEY = 'crm.colorScheme'

/** Light or dark look of the page: `html[data-color-scheme]`, kept in the browser. */
export const ColorScheme = {
  /** Puts the kept look on, else the user's own. */
  restore(fallback: 'light' | 'dark'): void {
    put(localStorage.getItem(KEY) === 'dark' || (localStorage.getItem(KEY) === null && fallback === 'dark'))
  },

  /** Changes to the other look. */
  toggle(): void {
    const isDark = document.documentElement.dataset['colorScheme'] !== 'dark'
    localStorage.setItem(KEY, isDark ? 'dark' : 'light')
    put(isDark)
  },
}

function put(isDark: boolean): void {
  document.documentElement.dataset['colorScheme'] = isDark ? 'dark' : 'light'
}
