import type { WriteOutcome } from '../api/crmClient'
import { writeOf } from '../calc/writeOf'
import type { UnixSeconds } from '../records/brands'
import { type FieldKey, fieldKeys } from '../records/fieldKeys'
import type { Figures, StoredFigures } from '../records/figures'
import type { ParentCard } from '../records/parentCard'
import type { ParentWrite } from '../records/parentWrite'
import type { ParentRef } from '../records/parents'
import type { Settings } from '../settings/settings'
import type { CardRefreshDeps } from './cardRefreshDeps'
import { deletedKeys } from './deletedKeys'
import { type CardFields, restoreCardFields } from './findCardFields'

export interface WriteCardRequest {
  readonly parent: ParentRef
  readonly settings: Settings
  readonly card: ParentCard
  readonly figures: Figures
  readonly fields: CardFields
  readonly dataTime: UnixSeconds
  /** See `latestStamp`. */
  readonly latest: number
  readonly signal: AbortSignal
}

export type CardWriting =
  | {
      readonly kind: 'written'
      readonly actualAt: UnixSeconds
      readonly stored: StoredFigures
      readonly fields: CardFields
    }
  /** There is no field for the stamp, so nothing may be written. */
  | { readonly kind: 'unwritten'; readonly fields: CardFields }
  | { readonly kind: 'refused'; readonly detail: string }
  | { readonly kind: 'noCard' }

/**
 * Writes one card. A field that turns out to be deleted is made again by an admin and the card written once more, and not again where
 * the CRM names the new one too; for others the rest is written without it. The other jobs of this browser are told.
 * @throws CrmError
 */
export const writeCard = async (
  deps: CardRefreshDeps,
  request: WriteCardRequest,
  isAgain = false,
): Promise<CardWriting> => {
  const { parent, settings, card, figures, fields, dataTime, latest, signal } = request
  const options = { priority: 'card', signal } as const
  const stored = withoutKeys(card.stored, [...fields.restored, ...fields.missing])
  const write = onlyFields(writeOf(card.id, figures, stored, settings, dataTime, latest), fields)
  if (write === null) return { kind: 'unwritten', fields }
  try {
    const outcomes: WriteOutcome[] = []
    await deps.client.updateParents(parent.type, [write], fields.ids, {
      ...options,
      onBatch: (outcome) => outcomes.push(outcome),
    })
    const [refusal] = outcomes.flatMap(({ refused }) => refused)
    if (refusal !== undefined) return { kind: 'refused', detail: refusal.detail }
    if (outcomes.some(({ missing }) => missing.length > 0)) return { kind: 'noCard' }
    const { actualAt } = write
    const held = { ...stored, ...write.figures, actualAt }
    deps.freshCards.tell({ parent, actualAt, stored: held })
    return { kind: 'written', actualAt, stored: held, fields }
  } catch (error) {
    const deleted = deletedKeys(error, fields.ids)
    if (deleted.length === 0 || isAgain) throw error
    for (const key of deleted) deps.directory.deletedFields.add(fields.ids[key] ?? 0)
    const again = await restoreCardFields(deps, parent.type, settings, options)
    // A field that is still said to be there cannot be mended by making it.
    if (deleted.every((key) => again.ids[key] === fields.ids[key])) throw error
    return writeCard(deps, { ...request, fields: again }, true)
  }
}

const withoutKeys = (stored: StoredFigures, keys: readonly FieldKey[]): StoredFigures => ({
  ...stored,
  ...Object.fromEntries(keys.map((key) => [key, null])),
})

/** The part of a write for which there are fields; null without one for the stamp. */
const onlyFields = (write: ParentWrite, { ids }: CardFields): ParentWrite | null => {
  if (ids.actualAt === undefined) return null
  const figures = Object.fromEntries(
    Object.entries(write.figures).filter(([key]) => fieldKeys.some((name) => name === key && ids[name])),
  )
  return { ...write, figures }
}
