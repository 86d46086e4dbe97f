import type { HostTexts } from '../../shell/hostTypes'
import type { TextKey } from '../../texts/textTree'

/** A text of the CRM's page as it stands, for what must be said before anything else of the widget is loaded. */
export const plainText = (texts: HostTexts, key: TextKey, places: Readonly<Record<string, string>> = {}) => {
  let found: HostTexts | string | undefined = texts
  for (const name of key.split('.')) found = typeof found === 'object' ? found[name] : undefined
  if (typeof found !== 'string') return key
  return found.replace(/\{(\w+)\}/g, (place, name: string) => places[name] ?? place)
}
