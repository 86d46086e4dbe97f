import type { SaveEvent } from '../../shell/hostTypes'

/**
 * Answers «Сохранить» by a form that came while it was waited for; where none came the CRM stores what it has. Whether a CRM that waits looks
 * at what the promise gives is not known (HOST): a refusal rejects it.
 */
export const saveLate = async (
  form: { readonly save: (event: SaveEvent) => boolean | Promise<boolean> } | null,
  event: SaveEvent,
): Promise<boolean> => {
  const maySave = (await form?.save(event)) ?? true
  if (!maySave) throw new Error('The settings form has errors')
  return true
}
