import type { CallOptions, CrmClient } from '../api/crmClient'
import { isCrmError } from '../records/crmError'
import type { BuyersDirectory, Directory } from './directory'
import type { JobClock } from './jobClock'

/** Milliseconds for which an answer is good. */
const lifetime = 600_000

type DirectoryClient = Pick<
  CrmClient,
  'fetchAccount' | 'listPipelines' | 'listCustomerStages' | 'listCustomFields'
>

/** An empty directory; one for all cards of a page. */
export const createDirectory = (client: DirectoryClient, clock: Pick<JobClock, 'now'>): Directory => {
  const account = createKept(clock, (options) => client.fetchAccount(options))
  const pipelines = createKept(clock, (options) => client.listPipelines(options))
  const stages = createKept(clock, (options) => client.listCustomerStages(options))
  const fields = {
    contacts: createKept(clock, (options) => client.listCustomFields('contacts', options)),
    companies: createKept(clock, (options) => client.listCustomFields('companies', options)),
  }

  return {
    deletedFields: new Set(),
    account: account.read,
    pipelines: pipelines.read,
    async buyers(options): Promise<BuyersDirectory> {
      if (account.isFresh()) {
        const { customersMode: mode } = await account.read(options)
        return { mode, stages: mode === 'periodicity' ? await stages.read(options) : [] }
      }
      const listed = await stages.read(options)
      // Stages are listed in one mode only (API 5.3), so the account has to be asked where there are none.
      if (listed.length > 0) return { mode: 'periodicity', stages: listed }
      return { mode: (await account.read(options)).customersMode, stages: [] }
    },
    fields: (type, options) => fields[type].read(options),
    forget(what) {
      fields.contacts.forget()
      fields.companies.forget()
      if (what === 'fields') return
      for (const kept of [account, pipelines, stages]) kept.forget()
    },
  }
}

interface Kept<T> {
  readonly read: (options: CallOptions) => Promise<T>
  readonly isFresh: () => boolean
  readonly forget: () => void
}

const createKept = <T>(clock: Pick<JobClock, 'now'>, call: (options: CallOptions) => Promise<T>): Kept<T> => {
  let kept: { readonly answer: Promise<T>; readonly at: number } | null = null
  const isFresh = (): boolean => kept !== null && clock.now() - kept.at < lifetime
  const read = async (options: CallOptions): Promise<T> => {
    if (kept === null || !isFresh()) kept = { answer: call(options), at: clock.now() }
    const asked = kept
    try {
      return await asked.answer
    } catch (error) {
      if (kept === asked) kept = null
      // The card that asked first was left: the others ask again.
      const isLeft = isCrmError(error) && error.kind === 'cancelled' && options.signal?.aborted !== true
      if (isLeft) return read(options)
      throw error
    }
  }
  return {
    read,
    isFresh,
    forget() {
      kept = null
    },
  }
}
