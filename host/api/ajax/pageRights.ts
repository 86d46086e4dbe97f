import type { EntityType } from '../../account/wire'
import type { WireStatusRight, WireUser } from '../../account/wireAccount'
import type { HostContext } from '../hostContext'
import { entityRights } from '../rights'

/** What a section of the page lets its user do: conditions, never letters. */
interface SectionRights {
  view: boolean
  add: boolean
  edit: boolean
  delete: boolean
  export: boolean
  can_save: boolean
  can_delete: boolean
  manage_tags: boolean
}

/**
 * `constant('user_rights')`. The page's shape: letters stand in `base_rights` alone, `leads`, `companies` and
 * `contacts.{CONTACT,COMPANY}` are conditions, rights of stages go by pipeline and stage (an empty list where there are
 * none), no group. The switch `userRights: 'api'` gives the API's shape instead.
 */
export function pageRights({ sessionUser: user, faults }: HostContext): Record<string, unknown> {
  const { rights } = user
  const flags = { is_admin: rights.is_admin, is_free_user: rights.is_free }
  if (faults.unverified.userRights === 'api') return { ...rights, ...flags, base_rights: rights }
  return {
    ...flags,
    mail_access: rights.mail_access,
    catalog_access: rights.catalog_access,
    base_rights: {
      leads: { ...rights.leads },
      contacts: { ...rights.contacts },
      companies: { ...rights.companies },
      customers: { ...entityRights(user, 'customers') },
      tasks: { ...rights.tasks },
    },
    status_rights: statusRights(rights.status_rights),
    leads: sectionRights(user, 'leads'),
    ...contactRights(user),
  }
}

/** What an answer for a page of an entity adds to `user_rights`: the section's conditions at the top level. */
export function pageAnswerRights(
  { sessionUser: user, faults }: HostContext,
  entity: EntityType,
): Record<string, unknown> {
  if (faults.unverified.userRights === 'api') return {}
  const own = sectionRights(user, entity)
  if (entity !== 'contacts' && entity !== 'companies') return { ...own }
  return { ...own, add_company: sectionRights(user, 'companies').add, ...contactRights(user) }
}

function contactRights(user: WireUser): Record<string, unknown> {
  const companies = sectionRights(user, 'companies')
  return { companies, contacts: { CONTACT: sectionRights(user, 'contacts'), COMPANY: companies } }
}

function sectionRights(user: WireUser, entity: EntityType): SectionRights {
  const letters = entityRights(user, entity)
  const may = (verb: keyof typeof letters): boolean => user.rights.is_admin || letters[verb] !== 'D'
  return {
    view: may('view'),
    add: may('add'),
    edit: may('edit'),
    delete: may('delete'),
    export: may('export'),
    can_save: may('edit'),
    can_delete: may('delete'),
    manage_tags: may('edit'),
  }
}

function statusRights(given: readonly WireStatusRight[]): unknown {
  const pipelines: Record<string, Record<string, unknown>> = {}
  for (const right of given) {
    if (right.entity_type !== 'leads') continue
    const stages = (pipelines[right.pipeline_id] ??= {})
    stages[right.status_id] = { ...right.rights }
  }
  return Object.keys(pipelines).length > 0 ? pipelines : []
}
