export type PlainClass = 'inWork' | 'bought' | 'refused'
export type PlainEntity = 'contacts' | 'companies'
type StageChoice = Readonly<Record<string, readonly number[]>>

/** The settings text of the widget as plain JSON, complete. */
export interface PlainSettings {
  readonly entities: readonly PlainEntity[]
  readonly inWork: { readonly open: boolean; readonly stages: StageChoice }
  readonly bought: { readonly won: boolean; readonly stages: StageChoice }
  readonly refused: { readonly lost: boolean; readonly stages: StageChoice }
  readonly buyers: {
    readonly upcoming: boolean
    readonly notBought: boolean
    readonly purchases: boolean
    readonly closed: boolean
  }
  readonly contacts: 'all' | 'main' | 'split'
  readonly companies: 'own' | 'withContacts'
  readonly write: 'always' | 'changed'
  readonly empty: 'zero' | 'clear'
  readonly zeroBudget: 'count' | 'skip'
  readonly averageDigits: number
  readonly saleDateField: number | null
  readonly fields: Readonly<Record<PlainEntity, Readonly<Record<string, number>>>>
}

/** Settings as they may stand in a file: any key may be missing at both levels. */
export type PartialSettings = {
  readonly [Key in keyof PlainSettings]?: PlainSettings[Key] extends readonly unknown[] | string | number
    ? PlainSettings[Key]
    : Partial<PlainSettings[Key]> | null
} & { readonly v?: number }

/** Fills the defaults; throws where one stage is named by two classes, because then no single answer is right. */
export function fillSettings(partial: PartialSettings = {}): PlainSettings {
  const settings: PlainSettings = {
    entities: partial.entities ?? ['contacts', 'companies'],
    inWork: { open: true, stages: {}, ...partial.inWork },
    bought: { won: true, stages: {}, ...partial.bought },
    refused: { lost: true, stages: {}, ...partial.refused },
    buyers: { upcoming: true, notBought: false, purchases: true, closed: true, ...partial.buyers },
    contacts: partial.contacts ?? 'all',
    companies: partial.companies ?? 'own',
    write: partial.write ?? 'always',
    empty: partial.empty ?? 'zero',
    zeroBudget: partial.zeroBudget ?? 'count',
    averageDigits: partial.averageDigits ?? 2,
    saleDateField: partial.saleDateField ?? null,
    fields: { contacts: {}, companies: {}, ...partial.fields },
  }
  const seen = new Set<string>()
  for (const chosen of [settings.inWork.stages, settings.bought.stages, settings.refused.stages]) {
    for (const [pipelineId, stageIds] of Object.entries(chosen)) {
      for (const stageId of new Set(stageIds)) {
        const key = `${pipelineId}:${stageId}`
        if (seen.has(key)) throw new Error(`Stage ${key} belongs to two classes`)
        seen.add(key)
      }
    }
  }
  return settings
}
