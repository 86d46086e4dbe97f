import { someTexts } from '../someTexts'
import { cardScreens } from './cardScreens'
import { runScreens } from './runScreens'
import { settingsScreens } from './settingsScreens'

/** Every screen of the widget in every state, by name. */
export const screens = { ...runScreens, ...cardScreens, ...settingsScreens }

/** Draws one screen into the container. */
export const show = (name: string, language: 'ru' | 'en', container: Element): void => {
  screens[name]?.(container, someTexts(language))
}
