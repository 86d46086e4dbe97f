import { type AccountFacts, heldToAccount, isOfOtherAccount, withoutIds } from './accountOfSettings'
import { defaultSettings } from './defaultSettings'
import type { ParsedSettings } from './parseSettings'
import type { Settings } from './settings'
import type { SettingsIssue } from './settingsIssue'

/**
 * What an admin goes on from in an account: the settings with ids of this account alone, and why the saved text cannot be used. They say
 * whose they are from here on, so a text that did not keeps of its fields only those that are proved.
 *
 * @param factsBy what is known of the account, its fields as they are found by the given settings
 */
export const settingsOfAccount = (
  saved: ParsedSettings,
  factsBy: (settings: Settings) => AccountFacts,
): { readonly settings: Settings; readonly issues: readonly SettingsIssue[] } => {
  const { id } = factsBy(defaultSettings)
  const held = heldToAccount(saved, id)
  if (!held.ok)
    return { settings: { ...(held.carried ?? defaultSettings), account: id }, issues: held.issues }
  const facts = factsBy(held.settings)
  if (isOfOtherAccount(held.settings, facts)) {
    const issue = { code: 'otherAccount', path: 'account', expected: `${id}`, received: 'none' } as const
    return { settings: { ...withoutIds(held.settings), account: id }, issues: [issue] }
  }
  if (held.settings.account === id) return { settings: held.settings, issues: [] }
  const { contacts = {}, companies = {} } = facts.fieldIds
  return { settings: { ...held.settings, account: id, fields: { contacts, companies } }, issues: [] }
}
