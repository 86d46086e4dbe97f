import type { CallOptions } from './callOptions'
import type { Caller } from './createCaller'
import type { Page } from './decodePage'
import type { ListSource } from './listSource'

/** A page with what its records left open (see `ListSource.complete`). Rejects with `CrmError`. */
export async function completePage<T>(
  caller: Caller,
  { complete }: Pick<ListSource<T>, 'complete'>,
  page: Page<T>,
  options: CallOptions,
): Promise<Page<T>> {
  return complete === undefined ? page : { ...page, records: await complete(caller, page.records, options) }
}
