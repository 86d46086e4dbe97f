import en from '../../i18n/en.json'
import ru from '../../i18n/ru.json'
import { createTexts, type Texts } from '../../widget/texts/createTexts'

/** The product's own texts, as an account in Moscow with rubles sees them. */
export const someTexts = (language: 'ru' | 'en' = 'ru'): Texts =>
  createTexts(language === 'ru' ? ru : en, language, 'Europe/Moscow', 'RUB', {
    link: 'https://help.example.com',
    email: 'help@example.com',
  })
