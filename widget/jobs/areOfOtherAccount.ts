import type { CallOptions } from '../api/callOptions'
import { type ParentType, parentTypes } from '../records/parents'
import type { FieldIds } from '../records/parentWrite'
import { isAccountToProve, isOfOtherAccount } from '../settings/accountOfSettings'
import type { Settings } from '../settings/settings'
import type { CardRefreshDeps } from './cardRefreshDeps'
import { planFields } from './planFields'

/**
 * Whether by these settings one would count by stages of another account. Costs a call, kept for 10 minutes, only where the page does not tell its
 * account or the settings do not tell theirs.
 * @throws CrmError
 */
export const areOfOtherAccount = async (
  deps: Pick<CardRefreshDeps, 'directory' | 'knownFields' | 'accountId'>,
  settings: Settings,
  options: CallOptions,
): Promise<boolean> => {
  const { directory, knownFields } = deps
  if (settings.account !== undefined) {
    const id = deps.accountId() || (await directory.account(options)).id
    return isOfOtherAccount(settings, { id, pipelines: [], fieldIds: {} })
  }
  if (!isAccountToProve(settings)) return false
  const idsOf = (type: ParentType): FieldIds =>
    planFields({ fields: knownFields(type), hint: settings.fields[type], byName: null }).ids
  const fieldIds = Object.fromEntries(parentTypes.map((type) => [type, idsOf(type)]))
  return isOfOtherAccount(settings, { id: 0, pipelines: await directory.pipelines(options), fieldIds })
}
