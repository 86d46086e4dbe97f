import type { Undo } from './undo'
import { createChangeWatcher } from './page/watchers'

export type ThemeName = 'light' | 'dark'

/** The CRM's theme, for what is not drawn by CSS (RU:web_sdk/dark_theme). */
export interface Theme {
  current(): ThemeName
  /** Calls back at each change. */
  mount(onChange: (theme: ThemeName) => void): Undo
}

const attribute = 'data-color-scheme'

export const createTheme = (root: HTMLElement = document.documentElement): Theme => {
  const current = (): ThemeName => (root.getAttribute(attribute) === 'dark' ? 'dark' : 'light')
  return {
    current,
    mount(onChange) {
      const observer = createChangeWatcher(() => onChange(current()))
      observer.observe(root, { attributeFilter: [attribute] })
      return () => observer.disconnect()
    },
  }
}
