import type { CrmRecordName } from '../records/crmError'
import type { Texts } from './createTexts'
import { cutName } from './cutName'
import { isolateName } from './isolateName'
import type { TextKey } from './textTree'

/** What is missing or unreadable, by its place in a record. */
const lacks: Readonly<Record<string, TextKey>> = {
  id: 'lacks.otherRecord',
  name: 'lacks.name',
  purchases_count: 'lacks.purchasesCount',
  ltv: 'lacks.ltv',
  next_price: 'lacks.nextPrice',
  price: 'lacks.price',
  price_with_minor_units: 'lacks.price',
  status_id: 'lacks.stage',
  pipeline_id: 'lacks.pipeline',
  created_at: 'lacks.createdAt',
  updated_at: 'lacks.updatedAt',
  is_main: 'lacks.mainContact',
  '_embedded.contacts': 'lacks.contacts',
  '_embedded.companies': 'lacks.companies',
  '_embedded.leads': 'lacks.leads',
  '_embedded.customers': 'lacks.customers',
  '_embedded.statuses': 'lacks.stages',
  _embedded: 'lacks.stages',
}

/** The same of an answer as a whole. */
const ownLacks: Readonly<Record<string, TextKey>> = {
  '_embedded.pipelines': 'lacks.pipelines',
  '_embedded.statuses': 'lacks.customerStages',
  customers_mode: 'lacks.customersMode',
}

const recordKeys: Readonly<Record<string, TextKey>> = {
  leads: 'lacks.ofLead',
  customers: 'lacks.ofCustomer',
  contacts: 'lacks.ofContact',
  companies: 'lacks.ofCompany',
  pipelines: 'lacks.ofPipeline',
}

/**
 * What an answer lacks, with the record's name and number: «Покупатель «Иванов» (№ 123): нет числа покупок». Null where the place alone is
 * known, and says more to who repairs it.
 */
export const lackText = (texts: Texts, detail: string, record?: CrmRecordName): string | null => {
  const ofRecord = record && recordKeys[record.list]
  if (record === undefined || ofRecord === undefined) {
    const lack = ownLacks[detail]
    return lack === undefined ? null : texts.text('lacks.ofAnswer', { lack: texts.text(lack) })
  }
  const name = record.name.trim()
  const id = record.id === null ? '?' : String(record.id)
  const named =
    name === ''
      ? texts.text('lacks.unnamed', { id })
      : texts.text('lacks.named', { name: isolateName(cutName(name)), id })
  const lack = lacks[record.place]
  return texts.text(ofRecord, {
    record: named,
    lack: lack === undefined ? texts.text('lacks.place', { place: record.place }) : texts.text(lack),
  })
}
