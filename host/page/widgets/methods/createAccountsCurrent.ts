import type { AppGlobal } from '../../appTypes'

/** The answer of `get_accounts_current()`: made of the page's constants, like and unlike the API's account (HOST). */
export function createAccountsCurrent(
  app: AppGlobal,
  params: Record<string, unknown>,
): { account: Record<string, unknown> } {
  const account = (app.constant('account') ?? {}) as Record<string, unknown>
  const managers = Object.values((app.constant('managers') ?? {}) as Record<string, Record<string, unknown>>)
  const kept = [
    'id',
    'name',
    'subdomain',
    'currency',
    'paid_from',
    'paid_till',
    'timezone',
    'date_pattern',
    'language',
    'date_format',
    'time_format',
    'unsorted_on',
  ]
  return {
    account: {
      ...Object.fromEntries(kept.map((key) => [key, account[key]])),
      country: String(account['country']).toLowerCase(),
      users: managers
        .filter((one) => one['active'])
        .map((one) => ({
          id: one['id'],
          name: one['title'],
          login: one['login'],
          is_admin: one['is_admin'],
        })),
      widget: params,
      leads_statuses: [],
      custom_fields: { ...(account['cf'] as object), ...(account['predefined_cf'] as object) },
      note_types: [],
      task_types: [],
    },
  }
}
