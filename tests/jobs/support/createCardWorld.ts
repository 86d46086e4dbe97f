import type { CardRefreshDeps } from '../../../widget/jobs/cardRefreshDeps'
import type { CardRefresh } from '../../../widget/jobs/cardRefresh'
import type { CardState } from '../../../widget/jobs/cardState'
import { createCardRefresh } from '../../../widget/jobs/createCardRefresh'
import { createDirectory } from '../../../widget/jobs/createDirectory'
import { createUserCheck } from '../../../widget/jobs/createUserCheck'
import type { FieldFacts } from '../../../widget/jobs/planFields'
import { runFieldSetup } from '../../../widget/jobs/runFieldSetup'
import type { ParentType } from '../../../widget/records/parents'
import { defaultSettings } from '../../../widget/settings/defaultSettings'
import { fieldNames } from '../../../widget/texts/fieldNames'
import { createWorld, type World, type WorldOptions } from './createWorld'

/** A local CRM whose fields are made and known to the settings, and cards over it. */
export const createCardWorld = async (options: WorldOptions) => {
  const world = createWorld(options)
  const fields = { ...defaultSettings.fields }
  for (const type of ['contacts', 'companies'] as const) {
    const setup = await runFieldSetup(
      world.client,
      { type, hint: {}, names: () => Promise.resolve(fieldNames('ru', 'RUB')), mayCreate: true },
      { priority: 'run' },
    )
    if (setup.kind === 'ready') fields[type] = setup.ids
  }
  world.setSettings({ account: 31_000_100, fields })
  world.requests.length = 0
  const constants = { contacts: pageFields(world, 'contacts'), companies: pageFields(world, 'companies') }
  let timesCome = 0
  const cardDeps = {
    ...world.deps,
    directory: createDirectory(world.client, world.clock),
    checkUser: createUserCheck({
      client: world.client,
      userId: () => world.deps.user().id,
      timesCome: () => timesCome,
    }),
    fieldNames: async () => fieldNames('ru', 'RUB'),
    accountId: () => 31_000_100,
    knownFields: (type) => constants[type],
    setUpFields: (request, options) => runFieldSetup(world.client, request, options),
  } satisfies CardRefreshDeps
  return {
    ...world,
    /** What cards work with; `deps` is for runs. */
    cardDeps,
    fields,
    /** The user comes back from another tab or window. */
    comeBack: () => {
      timesCome += 1
    },
    /** Opens a card and waits for its end. */
    open: (type: ParentType, id: number) => {
      const card = createCardRefresh(cardDeps, { type, id })
      card.start()
      return settled(card)
    },
  }
}

/** The fields of an entity as the constants of a page tell them that is opened now. */
export const pageFields = ({ host }: Pick<World, 'host'>, type: ParentType): readonly FieldFacts[] =>
  host.context.store.fields[type].fields.map(({ id, name, code, type: kind }) => {
    const isKnown = kind === 'numeric' || kind === 'date_time'
    return { id, name, code, type: isKnown ? kind : '', groupId: null }
  })

/** Waits until a refresh has come to its end. */
export const settled = (card: CardRefresh): Promise<CardState> =>
  new Promise((resolve) => {
    const undo = card.subscribe((state) => {
      if (state.phase === 'reading' || state.phase === 'waiting') return
      undo()
      resolve(state)
    })
  })
