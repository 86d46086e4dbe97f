import type { CardRefreshDeps } from '../../../widget/jobs/cardRefreshDeps'
import type { CardRefresh } from '../../../widget/jobs/cardRefresh'
import type { CardState } from '../../../widget/jobs/cardState'
import { createCardRefresh } from '../../../widget/jobs/createCardRefresh'
import { createDirectory } from '../../../widget/jobs/createDirectory'
import { createUserCheck } from '../../../widget/jobs/createUserCheck'
import { runFieldSetup } from '../../../widget/jobs/runFieldSetup'
import type { ParentType } from '../../../widget/records/parents'
import { defaultSettings } from '../../../widget/settings/defaultSettings'
import { fieldNames } from '../../../widget/texts/fieldNames'
import { createWorld, type WorldOptions } from './createWorld'

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
  world.setSettings({ fields })
  world.requests.length = 0
  let timesCome = 0
  const deps = {
    ...world.deps,
    directory: createDirectory(world.client, world.clock),
    checkUser: createUserCheck({
      client: world.client,
      userId: () => world.deps.user().id,
      timesCome: () => timesCome,
    }),
    knownFields: () => ({}),
    setUpFields: (request, options) => runFieldSetup(world.client, request, options),
  } satisfies CardRefreshDeps & typeof world.deps
  return {
    ...world,
    deps,
    fields,
    /** The user comes back from another tab or window. */
    comeBack: () => {
      timesCome += 1
    },
    /** Opens a card and waits for its end. */
    open: (type: ParentType, id: number) => {
      const card = createCardRefresh(deps, { type, id })
      card.start()
      return settled(card)
    },
  }
}

/** Waits until a refresh has come to its end. */
export const settled = (card: CardRefresh): Promise<CardState> =>
  new Promise((resolve) => {
    const undo = card.subscribe((state) => {
      if (state.phase === 'reading' || state.phase === 'waiting') return
      undo()
      resolve(state)
    })
  })
