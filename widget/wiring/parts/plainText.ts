import type { HostTexts } from '../../shell/hostTypes'
import { readAt } from '../../shell/page/readAt'
import type { TextKey } from '../../texts/textTree'

/** A text of the CRM's page as it stands, for what must be said before anything else of the widget is loaded; its key where there is none. */
export const plainText = (texts: HostTexts, key: TextKey, places: Readonly<Record<string, string>> = {}) => {
  const found = readAt(texts, ...key.split('.'))
  if (typeof found !== 'string') return key
  return found.replace(/\{(\w+)\}/g, (place, name: string) => places[name] ?? place)
}
