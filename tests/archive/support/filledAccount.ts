import type { AccountFile } from '../../../host/account/accountFile'
import type { WireAccountFile } from '../../oracle/accountWire'
import type { Crm } from './openCrm'
import { runWell } from './runSteps'

/** The account as a whole run leaves it: fields made and every card filled. Leaves no page open. */
export const fillAccount = async (crm: Crm, account: AccountFile): Promise<AccountFile> => {
  await crm.reset(account)
  const page = await crm.open('/contacts/list/contacts/')
  await runWell(page, 'all')
  await page.close()
  return (await crm.account()) as AccountFile
}

export const fieldName = {
  boughtSum: '*Продажи, руб.',
  boughtCount: '*Продажи, шт.',
  actualAt: '*Актуально на',
}

export const fieldId = (file: WireAccountFile, entity: 'contacts' | 'companies', name: string): number => {
  const id = file.custom_fields?.[entity]?.find((field) => field.name === name)?.id
  if (id === undefined) throw new Error(`no field ${name} of ${entity}`)
  return id
}

/** What the account holds in a field of a card; undefined where there is no value. */
export const storedValue = (
  file: WireAccountFile,
  entity: 'contacts' | 'companies',
  id: number,
  name: string,
): unknown => {
  const wanted = fieldId(file, entity, name)
  const card = file[entity]?.find((each) => each.id === id)
  return card?.custom_fields_values?.find(({ field_id: field }) => field === wanted)?.values?.[0]?.value
}

/** API calls that change something, in order. */
export const writesOf = async (crm: Crm): Promise<string[]> =>
  (await crm.requests()).list
    .filter(({ method, path }) => method !== 'GET' && path.startsWith('/api/'))
    .map(({ method, path }) => `${method} ${path}`)

/** API calls of any kind, in order. */
export const callsOf = async (crm: Crm): Promise<string[]> =>
  (await crm.requests()).list
    .filter(({ path }) => path.startsWith('/api/'))
    .map(({ method, path }) => `${method} ${path}`)
