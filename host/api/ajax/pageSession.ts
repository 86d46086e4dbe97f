import { fieldTypeNumber } from '../../account/recordSet'
import { ENTITY_TYPES } from '../../account/wire'
import type { WireUser } from '../../account/wireAccount'
import type { HostContext } from '../hostContext'
import { pageDates } from './pageDates'
import { pageRights } from './pageRights'
import type { WidgetShelf } from './WidgetShelf'

const elementTypes = { contacts: 1, leads: 2, companies: 3, customers: 12 } as const

/** Everything the page has to know before it draws: constants of the user and the account, stages, switches. */
export async function pageSession(
  context: HostContext,
  shelf: WidgetShelf,
  coreVersion: number,
): Promise<unknown> {
  const { store, sessionUser: user } = context
  const { account } = store
  const shelved = await shelf.list()
  const active = shelved.filter(({ widget }) => widget.active && shelf.isConfigured(widget))
  return {
    coreVersion,
    now: store.clock.now(),
    user: {
      id: user.id,
      login: user.email,
      name: user.name,
      lang: user.lang,
      uuid: user.uuid ?? '',
      theme: 1,
      group_mates_ids: groupMates(store.users, user),
      api_key: 'local',
    },
    rights: pageRights(context),
    dates: pageDates(account.datetime_settings),
    account: {
      ...account,
      timezone: account.datetime_settings.timezone,
      top_level_domain: 'ru',
      cf: accountFields(context),
      predefined_cf: {},
      task_types: account.task_types,
      products: {},
      tariffName: 'extended',
      version: account.version,
    },
    managers: Object.fromEntries(
      store.users.filter((one) => one.rights.is_active).map((one) => [one.id, manager(one)]),
    ),
    groups: Object.fromEntries(account.users_groups.map((group) => [`group_${group.id}`, group.name])),
    taskTypes: Object.fromEntries(account.task_types.map((type) => [type.id, type])),
    pipelines: store.pipelines.map((pipeline) => ({
      id: pipeline.id,
      name: pipeline.name,
      is_archive: pipeline.is_archive,
      statuses: pipeline._embedded.statuses,
    })),
    customerStages: store.customerStatuses.map(({ id, name, color, type }) => ({ id, name, color, type })),
    customersOn: account.customers_mode !== 'unavailable' && account.customers_mode !== 'disabled',
    menuItems: user.rights.is_free ? [] : active.flatMap(({ archive }) => archive?.menuItems ?? []),
    switches: {
      widgetMarkup: context.faults.unverified.widgetMarkup,
      companiesBaseEntity: context.faults.unverified.companiesBaseEntity,
      columns: context.page.columns,
      inbox: context.page.inbox,
      cardBackRenders: context.faults.unverified.cardBackRenders,
      currentCardAtRender: context.faults.unverified.currentCardAtRender,
    },
  }
}

/** Users of the same group, the user himself among them. */
function groupMates(users: readonly WireUser[], user: WireUser): number[] {
  const group = user.rights.group_id ?? 0
  return users.filter((one) => (one.rights.group_id ?? 0) === group).map((one) => one.id)
}

function manager(user: WireUser): Record<string, unknown> {
  return {
    id: user.id,
    title: user.name,
    option: user.name,
    active: user.rights.is_active,
    login: user.email,
    status: user.rights.is_active ? 'A' : 'N',
    is_admin: user.rights.is_admin ? 'Y' : 'N',
    free_user: user.rights.is_free ? 'Y' : 'N',
    avatar: '',
    group: `group_${user.rights.group_id ?? 0}`,
    phone: user.phone_number ?? '',
  }
}

/** `constant('account').cf`: all custom fields by id, in the interface's own shape. */
function accountFields({ store }: HostContext): Record<string, unknown> {
  return Object.fromEntries(
    ENTITY_TYPES.flatMap((entity) =>
      store.fields[entity].fields.map((field) => [
        field.id,
        {
          ID: field.id,
          NAME: field.name,
          TYPE_ID: fieldTypeNumber(field.type),
          DISABLED: field.is_api_only ? '1' : '0',
          CODE: field.code,
          ELEMENT_TYPES: { [elementTypes[entity]]: elementTypes[entity] },
        },
      ]),
    ),
  )
}
