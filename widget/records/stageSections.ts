type ChosenStages = Readonly<Record<number, readonly number[]>>

/** The part of the settings that says which class a stage of deals belongs to. */
export interface StageSections {
  readonly inWork: { readonly open: boolean; readonly stages: ChosenStages }
  readonly bought: { readonly won: boolean; readonly stages: ChosenStages }
  readonly refused: { readonly lost: boolean; readonly stages: ChosenStages }
}
