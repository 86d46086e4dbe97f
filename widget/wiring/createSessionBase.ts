import { type ParsedSettings, parseSettings } from '../settings/parseSettings'
import type { HostPage } from '../shell/createHostPage'
import type { HostWidget } from '../shell/hostTypes'
import { readCurrentUser } from '../shell/readCurrentUser'
import { createTexts, type Texts } from '../texts/createTexts'
import type { SettingsFeed } from './createSettingsFeed'
import type { SessionBase } from './session'
import { support } from './support'

/** What can be told of user, settings and words without asking the CRM: a list needs nothing else. */
export const createSessionBase = (hostPage: HostPage, feed: SettingsFeed): SessionBase => {
  const accountId = Number(hostPage.account().id ?? 0)
  const user = () => readCurrentUser(hostPage.app())
  let parsed: ParsedSettings = parseSettings(feed.text())
  const listeners = new Set<() => void>()
  feed.onChange(() => {
    parsed = parseSettings(feed.text())
    for (const listener of listeners) listener()
  })
  const wordsFor = (widget: HostWidget, zone: string, currency: string): Texts =>
    createTexts(
      widget.langs,
      knownLanguage(hostPage.language()),
      zone,
      currency,
      support,
      knownLanguage(hostPage.account().language?.slice(0, 2) ?? hostPage.language()),
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
    saveSettings: (widget, text) => feed.save(widget, text),
    wordsFor,
    plainTexts: (widget) =>
      wordsFor(widget, hostPage.account().timezone ?? 'UTC', hostPage.account().currency ?? 'RUB'),
  }
}

const knownLanguage = (language: string): 'ru' | 'en' => (language === 'ru' ? 'ru' : 'en')
