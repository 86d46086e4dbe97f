import { addFieldCalls } from '../api/addFieldCalls'
import type { CallOptions } from '../api/callOptions'
import type { CardClient } from '../api/crmClient'
import type { FieldSetup } from '../jobs/fieldSetup'
import { type FieldSetupRequest, runFieldSetup } from '../jobs/runFieldSetup'

/**
 * Finds or makes the fields of an entity over the client of a page.
 * @throws CrmError
 */
export const setUpFields = (
  client: CardClient,
  request: FieldSetupRequest,
  options: CallOptions,
): Promise<FieldSetup> => runFieldSetup(addFieldCalls(client), request, options)
