import type { CurrentUser } from './user'

/**
 * True for a user whose figures are the whole truth: an admin, or view right A on deals, contacts and companies with no stage hidden
 * (buyers follow the rights on deals: API 2.2). A free user gets nothing.
 */
export const isAllSeeing = (user: CurrentUser): boolean => {
  if (user.isFree) return false
  if (user.isAdmin) return true
  const { leads, contacts, companies } = user.rights
  return [leads, contacts, companies].every((rights) => rights.view === 'A') && !user.hasHiddenStages
}
