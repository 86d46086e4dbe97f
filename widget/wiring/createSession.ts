// oxlint-disable-next-line typescript/no-restricted-imports -- the support contact stands in the manifest alone
import manifest from '../../manifest.json'
import { createCrmClient } from '../api/createCrmClient'
import { createLocalLock } from '../api/createLocalLock'
import type { SessionWait } from '../api/signIn'
import { createDirectory } from '../jobs/createDirectory'
import { createUserCheck } from '../jobs/createUserCheck'
import { fieldCodes } from '../jobs/fieldCodes'
import type { UnixSeconds } from '../records/brands'
import { fieldKeys } from '../records/fieldKeys'
import { defaultSettings } from '../settings/defaultSettings'
import { type ParsedSettings, parseSettings, settingsNotGiven } from '../settings/parseSettings'
import type { HostPage } from '../shell/createHostPage'
import { countReturns } from '../shell/countReturns'
import { createSignIn } from '../shell/createSignIn'
import { createTickWorker } from '../shell/createTickWorker'
import type { HostWidget } from '../shell/hostTypes'
import { readCurrentUser } from '../shell/readCurrentUser'
import { readKnownFields } from '../shell/readKnownFields'
import { readParams } from '../shell/readParams'
import { createTexts, type Texts } from '../texts/createTexts'
import { createNewestSettings } from './createNewestSettings'
import { createTabFreshCards } from './createTabFreshCards'
import { createTabRateLink } from './createTabRateLink'
import { createTabRunLock } from './createTabRunLock'
import { createTimes } from './createTimes'
import { openTabChannel } from './openTabChannel'
import type { Session } from './session'
import { settingsField } from './settingsField'

/** Builds what the screens share, at the first page that the CRM shows. */
export const createSession = (hostPage: HostPage, widget: HostWidget): Session => {
  const accountId = Number(hostPage.account().id ?? 0)
  const times = createTimes(() => createTickWorker(String(readParams(widget)?.version ?? '')))
  const user = () => readCurrentUser(hostPage.app())
  let parsed: ParsedSettings = settingsNotGiven
  const newest = createNewestSettings(() => times.jobClock.now())
  const storeOwner = () => ({ accountId, userId: user().id, rights: JSON.stringify(user()) })
  const locks = 'locks' in navigator ? navigator.locks : undefined
  const settingsListeners = new Set<() => void>()
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
      for (const listener of sessionListeners) listener(wait)
    },
    onServerTime: times.applyServerTime,
    onWait: (_reason, until) => {
      const { jobClock } = times
      const seconds = Math.ceil((until - jobClock.now()) / 1000)
      for (const listener of waitListeners) listener((jobClock.time() + seconds) as UnixSeconds)
    },
  })
  const directory = createDirectory(client, times.jobClock)
  const textsOf = (of: HostWidget, zone: string, currency: string): Texts =>
    createTexts(
      of.langs,
      knownLanguage(hostPage.language()),
      zone,
      currency,
      manifest.widget.support,
      knownLanguage(hostPage.account().language?.slice(0, 2) ?? hostPage.language()),
    )
  const applyText = (text: unknown): void => {
    parsed = parseSettings(text)
    if (parsed.ok) client.setRate(parsed.settings.rate)
    for (const listener of settingsListeners) listener()
  }
  const applySettings = (of: HostWidget): void => {
    const params = readParams(of)
    // What another instance was given, or was saved here, stays in force.
    if (params !== null) applyText(newest.take(params[settingsField]))
  }
  const tellTabs = openTabChannel<string>(`sales-analytics.settings.${accountId}`, (text) => {
    newest.save(text)
    applyText(text)
  })
  return {
    hostPage,
    client,
    clock: times.jobClock,
    directory,
    freshCards: createTabFreshCards(`sales-analytics.fresh.${accountId}`),
    storeOwner,
    runLock: createTabRunLock(locks, `sales-analytics.run.${accountId}`),
    user,
    checkUser: createUserCheck({ client, userId: () => user().id, timesCome: countReturns() }),
    onWait: (listener) => {
      waitListeners.add(listener)
      return () => waitListeners.delete(listener)
    },
    sessionWait: () => sessionWait,
    onSessionWait: (listener) => {
      sessionListeners.add(listener)
      return () => sessionListeners.delete(listener)
    },
    onSettings: (listener) => {
      settingsListeners.add(listener)
      return () => settingsListeners.delete(listener)
    },
    settings: () => parsed,
    hasSettings: () => Boolean(newest.text()),
    applySettings,
    saveSettings: (of, text) => {
      newest.save(text)
      of.set_settings?.({ [settingsField]: text })
      applySettings(of)
      tellTabs(text)
    },
    knownFields: (type) => {
      const known = readKnownFields(hostPage.account(), type)
      return Object.fromEntries(
        fieldKeys.flatMap((key) => {
          const found = known.find((field) => field.code.toUpperCase() === fieldCodes[key])
          return found === undefined ? [] : [[key, found.id]]
        }),
      )
    },
    plainTexts: (of) =>
      textsOf(of, hostPage.account().timezone ?? 'UTC', hostPage.account().currency ?? 'RUB'),
    texts: async (of) => {
      const { timezone, currency } = hostPage.account()
      if (timezone !== undefined && currency !== undefined) return textsOf(of, timezone, currency)
      const account = await directory.account({ priority: 'card' })
      return textsOf(of, account.timezone, account.currency)
    },
  }
}

const knownLanguage = (language: string): 'ru' | 'en' => (language === 'ru' ? 'ru' : 'en')
