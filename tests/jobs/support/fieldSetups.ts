import type { FieldSetup } from '../../../widget/jobs/fieldSetup'
import { type FieldSetupRequest, runFieldSetup } from '../../../widget/jobs/runFieldSetup'
import { fieldNames } from '../../../widget/texts/fieldNames'
import type { World } from './createWorld'

export const names = fieldNames('ru', 'RUB')
export const options = { priority: 'run' } as const

/** Finds or makes the fields of contacts; give what is asked otherwise. */
export const setUp = (world: World, given: Partial<FieldSetupRequest> = {}): Promise<FieldSetup> =>
  runFieldSetup(
    world.client,
    { type: 'contacts', hint: {}, names: () => Promise.resolve(names), mayCreate: true, ...given },
    options,
  )
/** @throws where somebody has to be asked */
export const ready = (setup: FieldSetup) => {
  if (setup.kind !== 'ready') throw new Error(`not ready: ${JSON.stringify(setup)}`)
  return setup
}
