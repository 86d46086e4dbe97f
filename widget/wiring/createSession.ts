import { createCrmClient } from '../api/createCrmClient'
import { createLocalLock } from '../api/createLocalLock'
import type { SessionWait } from '../api/signIn'
import { createDirectory } from '../jobs/createDirectory'
import { createUserCheck } from '../jobs/createUserCheck'
import type { UnixSeconds } from '../records/brands'
import { tellAll } from '../records/tellAll'
import { defaultSettings } from '../settings/defaultSettings'
import { createSignIn } from '../shell/createSignIn'
import { createTickWorker } from '../shell/createTickWorker'
import { attempt } from '../shell/page/readAt'
import { readKnownFields } from '../shell/readKnownFields'
import { createTabFreshCards } from './createTabFreshCards'
import { createTabRateLink } from './createTabRateLink'
import { createTabRunLock } from './createTabRunLock'
import { createTimes } from './createTimes'
import type { Session, SessionBase } from './session'

/**
 * Builds what the screens share that ask the CRM, at the first of them.
 *
 * @param version `params.version` of the widget
 * @param timesCome how often the user has come to the page from elsewhere; counted since the page was opened, not since this was loaded
 */
export const createSession = (base: SessionBase, version: string, timesCome: () => number): Session => {
  const { hostPage, user } = base
  const { accountId } = base.storeOwner()
  const times = createTimes(() => createTickWorker(version))
  const locks = attempt(() => navigator.locks) ?? undefined
  const waitListeners = new Set<(until: UnixSeconds) => void>()
  const sessionListeners = new Set<(wait: SessionWait) => void>()
  let sessionWait: SessionWait = null
  const client = createCrmClient({
    adapter: 'xhr',
    clock: times.clock,
    lock: locks ?? createLocalLock(),
    rateLink: createTabRateLink(`sales-analytics.rate.${accountId}`),
    accountId,
    random: Math.random,
    rate: defaultSettings.rate,
    signIn: createSignIn(
      () => hostPage.app(),
      () => user().id,
    ),
    onSessionWait: (wait) => {
      sessionWait = wait
      tellAll(sessionListeners, wait)
    },
    onServerTime: times.applyServerTime,
    onWait: (_reason, until) => {
      const { jobClock } = times
      const time = jobClock.time()
      const seconds = Math.ceil((until - jobClock.now()) / 1000)
      // A wait until nobody knows when cannot be told; the progress stands meanwhile.
      if (time !== null) tellAll(waitListeners, (time + seconds) as UnixSeconds)
    },
  })
  const directory = createDirectory(client, times.jobClock)
  const applyRate = (): void => {
    const parsed = base.settings()
    if (parsed.ok) client.setRate(parsed.settings.rate)
  }
  base.onSettings(applyRate)
  applyRate()
  return {
    ...base,
    client,
    clock: times.jobClock,
    directory,
    freshCards: createTabFreshCards(`sales-analytics.fresh.${accountId}`),
    runLock: createTabRunLock(locks, `sales-analytics.run.${accountId}`),
    checkUser: createUserCheck({ client, userId: () => user().id, timesCome }),
    onWait: (listener) => {
      waitListeners.add(listener)
      return () => waitListeners.delete(listener)
    },
    sessionWait: () => sessionWait,
    onSessionWait: (listener) => {
      sessionListeners.add(listener)
      return () => sessionListeners.delete(listener)
    },
    knownFields: (type) => readKnownFields(hostPage.account(), type),
    texts: async (of) => {
      const { timezone, currency } = hostPage.account()
      if (timezone !== undefined && currency !== undefined) return base.wordsFor(of, timezone, currency)
      const account = await directory.account({ priority: 'card' })
      return base.wordsFor(of, account.timezone, account.currency)
    },
  }
}
