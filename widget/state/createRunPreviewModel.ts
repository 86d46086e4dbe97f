import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type {
  PreviewCounts,
  PreviewFilter,
  PreviewOrder,
  PreviewRow,
  PreviewTotals,
  RunPreview,
  RunState,
  WriteChoice,
} from '../jobs/runState'
import type { BuyersRefusal } from '../records/buyersRefusal'
import { type ParentType, parentTypes } from '../records/parents'

/** The table old → new: one window of rows of the chosen entity, filter and search text. */
export interface RunPreviewModel {
  /** Entities that the preview has, in the order of their tabs. */
  readonly types: ReadonlySignal<readonly ParentType[]>
  readonly type: ReadonlySignal<ParentType>
  readonly counts: ReadonlySignal<PreviewCounts | null>
  readonly filter: ReadonlySignal<PreviewFilter>
  readonly search: ReadonlySignal<string>
  readonly order: ReadonlySignal<PreviewOrder>
  /** Sums of all cards of the entity, before and after. */
  readonly totals: ReadonlySignal<PreviewTotals | null>
  /** Why buyers are not in the new figures; null where they are. */
  readonly withoutBuyers: ReadonlySignal<BuyersRefusal | null>
  readonly choice: Signal<WriteChoice>
  /** First row of the window. */
  readonly from: ReadonlySignal<number>
  readonly rows: ReadonlySignal<{ readonly total: number; readonly rows: readonly PreviewRow[] }>
  /** Cards whose modification date the second choice moves, both entities together. */
  readonly cardsTotal: ReadonlySignal<number>
  /** False in an account without cards. */
  readonly hasCards: ReadonlySignal<boolean>
  /** Cards with other figures, both entities together. */
  readonly changedTotal: ReadonlySignal<number>
  /** Those among them that are filled for the first time. */
  readonly firstTimeTotal: ReadonlySignal<number>
  /** Cards with equal figures and a wrong «Актуально на», which either choice corrects, both entities together. */
  readonly wrongStampsTotal: ReadonlySignal<number>
  readonly chooseType: (type: ParentType) => void
  readonly chooseFilter: (filter: PreviewFilter) => void
  readonly find: (text: string) => void
  readonly sort: (order: PreviewOrder) => void
  /** Moves the window when one of the `visible` rows from `first` on is near its edge. */
  readonly scrollTo: (first: number, visible: number) => void
}

/** Rows drawn at once: more than twice the height of the table, so that scrolling shows no gap. */
const previewWindow = 24

/** So many rows from the edge of the window the next window is drawn. */
const edge = 4

const noRows = { total: 0, rows: [] }

/** The preview of a run, empty in other phases; opens on the current list's entity and the choice that the run names. */
export const createRunPreviewModel = (
  state: ReadonlySignal<RunState>,
  start: ReadonlySignal<{ readonly currentType: ParentType }>,
): RunPreviewModel => {
  const preview = computed((): RunPreview | null =>
    state.value.phase === 'preview' ? state.value.preview : null,
  )
  const chosenType = signal<ParentType>(start.peek().currentType)
  const filter = signal<PreviewFilter>('all')
  const search = signal('')
  const order = signal<PreviewOrder>('id')
  const from = signal(0)
  const choice = signal<WriteChoice>('changed')
  /** Counts how often more rows were found. */
  const found = signal(0)
  const types = computed(() => parentTypes.filter((type) => preview.value?.counts[type] !== undefined))
  const type = computed(() =>
    types.value.includes(chosenType.value) ? chosenType.value : (types.value[0] ?? chosenType.value),
  )
  const sum = (key: keyof PreviewCounts) =>
    types.value.reduce((total, each) => total + (preview.value?.counts[each]?.[key] ?? 0), 0)

  effect(() =>
    preview.value?.subscribe(() => {
      found.value += 1
    }),
  )

  // A preview that is renewed while it is open keeps what the user has chosen in it.
  const isOpen = computed(() => preview.value !== null)
  effect(() => {
    if (!isOpen.value) return
    batch(() => {
      chosenType.value = start.peek().currentType
      choice.value = preview.peek()?.preselected ?? 'changed'
      filter.value = 'all'
      search.value = ''
      order.value = 'id'
      from.value = 0
    })
  })

  return {
    types,
    type,
    counts: computed(() => preview.value?.counts[type.value] ?? null),
    filter,
    search,
    order,
    totals: computed(() => preview.value?.totals(type.value) ?? null),
    withoutBuyers: computed(() => preview.value?.withoutBuyers ?? null),
    choice,
    from,
    rows: computed(() => {
      // Read for its change alone: the rows found so far are asked again.
      void found.value
      return (
        preview.value?.rows({
          type: type.value,
          filter: filter.value,
          search: search.value.trim(),
          order: order.value,
          from: from.value,
          limit: previewWindow,
        }) ?? noRows
      )
    }),
    cardsTotal: computed(() => sum('total') - sum('unwritable')),
    hasCards: computed(() => sum('total') > 0),
    changedTotal: computed(() => sum('changed') + sum('firstTime')),
    firstTimeTotal: computed(() => sum('firstTime')),
    wrongStampsTotal: computed(() => sum('wrongStamps')),
    chooseType: (next) => {
      batch(() => {
        chosenType.value = next
        from.value = 0
      })
    },
    chooseFilter: (next) => {
      batch(() => {
        filter.value = next
        from.value = 0
      })
    },
    find: (text) => {
      batch(() => {
        search.value = text
        from.value = 0
      })
    },
    sort: (next) => {
      batch(() => {
        order.value = next
        from.value = 0
      })
    },
    scrollTo: (first, visible) => {
      const isTopNear = first < from.value + edge && from.value > 0
      const isEndNear = first + visible > from.value + previewWindow - edge
      if (isTopNear || isEndNear) from.value = Math.max(0, first - Math.floor((previewWindow - visible) / 2))
    },
  }
}
