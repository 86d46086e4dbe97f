import $ from 'jquery'
import type { WidgetTile } from '../wire'
import type { SaveEvent } from './postWidget'

/**
 * The argument of `onSave` from what stands in the form: a text for each field of the manifest, an object by user for
 * the types `users` and `users_lp`. Fields that the widget took out of the form are missing.
 */
export function readSaveEvent($form: JQuery, tile: WidgetTile, active: 'Y' | 'N'): SaveEvent {
  const fields: Record<string, unknown> = {}
  for (const { code, type } of tile.settingsTemplate) {
    const value = type === 'users' || type === 'users_lp' ? byUser($form, code) : valueOf($form, code)
    if (value !== undefined) fields[code] = value
  }
  return { active, fields, code: tile.code, id: tile.id }
}

/** Inputs of required fields that are empty; all of a field's inputs are wanted (RU:integrations/fields). */
export function findEmpty($form: JQuery, tile: WidgetTile): HTMLElement[] {
  const required = tile.settingsTemplate.filter((field) => field.required)
  return required.flatMap(({ code }) =>
    inputsOf($form, code).filter((input) => String($(input).val() ?? '').trim() === ''),
  )
}

function valueOf($form: JQuery, code: string): unknown {
  const input = inputsOf($form, code).find((one) => one.name === code)
  return input && String($(input).val() ?? '')
}

function byUser($form: JQuery, code: string): unknown {
  const values: Record<string, unknown> = {}
  for (const input of inputsOf($form, code)) {
    const [, user = '', part] = /\[(\d+)\](?:\[(\w+)\])?$/.exec(input.name) ?? []
    const value = String($(input).val() ?? '')
    if (user === '') continue
    values[user] = part === undefined ? value : { ...(values[user] as object | undefined), [part]: value }
  }
  return values
}

type FormInput = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

/** Inputs of a field, whoever drew them: the name is all that counts. */
function inputsOf($form: JQuery, code: string): FormInput[] {
  return $form
    .find('input, select, textarea')
    .toArray()
    .map((element) => element as unknown as FormInput)
    .filter(({ name }) => name === code || name.startsWith(`${code}[`))
}
