import type { FieldKey } from '../records/fieldKeys'

/** Codes of the eight fields: upper case, since the CRM is known to refuse others (API 7.1). */
export const fieldCodes: Readonly<Record<FieldKey, string>> = {
  boughtCount: 'SALES_ANALYTICS_BOUGHT_COUNT',
  boughtSum: 'SALES_ANALYTICS_BOUGHT_SUM',
  averageCheck: 'SALES_ANALYTICS_AVERAGE_CHECK',
  inWorkCount: 'SALES_ANALYTICS_IN_WORK_COUNT',
  inWorkSum: 'SALES_ANALYTICS_IN_WORK_SUM',
  refusedCount: 'SALES_ANALYTICS_REFUSED_COUNT',
  refusedSum: 'SALES_ANALYTICS_REFUSED_SUM',
  actualAt: 'SALES_ANALYTICS_ACTUAL_AT',
}
