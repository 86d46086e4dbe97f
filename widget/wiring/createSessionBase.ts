import { tellAll } from '../records/tellAll'
import { heldToAccount } from '../settings/accountOfSettings'
import { type ParsedSettings, parseSettings, settingsNotGiven } from '../settings/parseSettings'
import type { HostPage } from '../shell/createHostPage'
import type { HostWidget } from '../shell/hostTypes'
import { readLangs } from '../shell/page/readWidget'
import { readCurrentUser } from '../shell/readCurrentUser'
import { createTexts, type Texts } from '../texts/createTexts'
import type { SettingsFeed } from './createSettingsFeed'
import { knownLanguage } from './knownLanguage'
import type { SessionBase } from './session'
import { support } from './support'

/** What can be told of user, settings and words without asking the CRM: a list needs nothing else. */
export const createSessionBase = (hostPage: HostPage, feed: SettingsFeed): SessionBase => {
  const accountId = hostPage.account().id ?? 0
  const user = () => readCurrentUser(hostPage.app())
  const parse = (): ParsedSettings =>
    feed.isGiven() ? heldToAccount(parseSettings(feed.text()), accountId) : settingsNotGiven
  let parsed = parse()
  const listeners = new Set<() => void>()
  feed.onChange(() => {
    parsed = parse()
    tellAll(listeners)
  })
  const wordsFor = (widget: HostWidget, zone: string, currency: string): Texts =>
    createTexts(
      readLangs(widget),
      knownLanguage(hostPage.language()),
      zone,
      currency,
      support,
      knownLanguage(hostPage.account().language ?? hostPage.language()),
    )
  return {
    hostPage,
    user,
    storeOwner: () => ({ accountId, userId: user().id, rights: JSON.stringify(user()) }),
    onSettings: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    settings: () => parsed,
    hasSettings: () => Boolean(feed.text()),
    applySettings: (widget) => feed.take(widget),
    saveSettings: (widget, text) => feed.save(widget, text),
    wordsFor,
    plainTexts: (widget) =>
      wordsFor(widget, hostPage.account().timezone ?? 'UTC', hostPage.account().currency ?? 'RUB'),
  }
}
