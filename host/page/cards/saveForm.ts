import { postForm } from '../fetchJson'
import type { CardModel } from './CardModel'

/**
 * Posts the changed values of one form to its `action`, as the CRM's forms do: `ID`, then names and values. Of a phone
 * or an e-mail all values of the field go, since the CRM stores them as one. A new card carries the links of its address.
 * @returns the id of the saved record.
 */
export async function saveForm(
  form: HTMLFormElement,
  model: CardModel,
  id: number,
  search: string,
): Promise<number> {
  const names = new Set<string>()
  for (const changed of model.changed_fields) {
    const multiple = /^(CFV\[\d+\])\[\d+\]/.exec(changed)?.[1]
    if (multiple)
      for (const name of Object.keys(model.attributes)) if (name.startsWith(`${multiple}[`)) names.add(name)
    names.add(changed)
  }
  const fields: [string, string][] = [['ID', String(id)]]
  for (const name of names) fields.push([name, model.attributes[name] ?? ''])
  if (id === 0)
    for (const [entity, linked] of new URLSearchParams(search)) fields.push([`LINK[${entity}]`, linked])
  const saved = await postForm<{ id: number }>(form.getAttribute('action') ?? '', fields)
  return saved.id
}
