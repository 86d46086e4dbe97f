/** The one of the languages that the widget has words in for a user or an account of this one. */
export const knownLanguage = (language: string): 'ru' | 'en' => (language === 'ru' ? 'ru' : 'en')
