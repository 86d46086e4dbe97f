import type { CallOptions } from '../api/callOptions'
import type { CrmClient } from '../api/crmClient'
import { buyersRefusalOf } from '../records/buyersRefusal'
import { isCrmError } from '../records/crmError'
import { type ParentType, parentTypes } from '../records/parents'
import type { BuyersDirectory, Directory } from './directory'
import type { JobClock } from './jobClock'
import { noBuyerStages } from './readBuyerStages'

/** Milliseconds for which an answer is good. */
const lifetime = 600_000

type DirectoryClient = Pick<
  CrmClient,
  'fetchAccount' | 'listPipelines' | 'listCustomerStages' | 'listCustomFields' | 'listGroups'
>

/** An empty directory; one for all cards of a page. */
export const createDirectory = (client: DirectoryClient, clock: Pick<JobClock, 'now'>): Directory => {
  const keptByType = <T>(call: (type: ParentType, options: CallOptions) => Promise<T>) => ({
    contacts: createKept(clock, (options) => call('contacts', options)),
    companies: createKept(clock, (options) => call('companies', options)),
  })
  const account = createKept(clock, (options) => client.fetchAccount(options))
  const pipelines = createKept(clock, (options) => client.listPipelines(options))
  const stages = createKept(clock, (options) => client.listCustomerStages(options))
  const fields = keptByType((type, options) => client.listCustomFields(type, options))
  const groups = keptByType((type, options) => client.listGroups(type, options))

  /** @throws CrmError, BuyersRefused */
  const readBuyers = async (options: CallOptions, needsStages: boolean): Promise<BuyersDirectory> => {
    if (account.isFresh()) {
      const known = await account.read(options)
      if (known.customersMode !== 'periodicity') return { mode: known.customersMode, stages: [] }
    }
    const { listed, error } = await readStages(options)
    if (listed.length > 0) return { mode: 'periodicity', stages: listed }
    // Stages are listed in one mode only (API 5.3), so the account has to be asked where there are none.
    const { customersMode: mode } = await account.read(options)
    if (mode === 'periodicity' && needsStages) throw error ?? noBuyerStages()
    return { mode, stages: [] }
  }

  /** An account without stages refuses them: what that means its mode tells. @throws CrmError of anything else */
  const readStages = async (options: CallOptions) => {
    try {
      return { listed: await stages.read(options), error: null }
    } catch (error) {
      if (buyersRefusalOf(error) === null) throw error
      return { listed: [], error: error as Error }
    }
  }

  return {
    deletedFields: new Set(),
    account: account.read,
    pipelines: pipelines.read,
    async buyers(options, needsStages = true): Promise<BuyersDirectory> {
      try {
        return await readBuyers(options, needsStages)
      } catch (error) {
        // Whoever asks again asks the CRM: buyers, and how the account has them, may be another matter by then.
        if (buyersRefusalOf(error) !== null) for (const kept of [account, stages]) kept.forget()
        throw error
      }
    },
    fields: (type, options) => fields[type].read(options),
    groups: (type, options) => groups[type].read(options),
    forget(what) {
      for (const kept of [fields, groups]) for (const type of parentTypes) kept[type].forget()
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
