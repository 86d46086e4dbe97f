import type { PageSwitches, WidgetTile } from '../wire'

/**
 * The settings as the page hands them to the running widget after a save, as JSON text. Whether a custom value stands in
 * it as an object or as the text that was stored is an open question.
 */
export function settingsAfterSave(
  settings: Readonly<Record<string, unknown>>,
  template: WidgetTile['settingsTemplate'],
  shape: PageSwitches['settingsAfterSave'],
): string {
  if (shape === 'nestedText') return JSON.stringify(settings)
  const opened = template
    .filter(({ code, type }) => type === 'custom' && typeof settings[code] === 'string')
    .map(({ code }) => [code, openText(settings[code] as string)])
  return JSON.stringify({ ...settings, ...Object.fromEntries(opened) })
}

/** The value of a JSON text; an account file may hold any text, and that stays one. */
function openText(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    if (error instanceof SyntaxError) return text
    throw error
  }
}
