import type { AppGlobal } from '../appTypes'
import type { PageSession } from '../wire'

/**
 * `APP.constant`: reads a constant, or sets it when a value is given. `widgets` reads as what is loaded until somebody
 * sets it.
 */
export function createConstants(
  session: PageSession,
  widgetsNow: () => Record<string, unknown>,
): AppGlobal['constant'] {
  const constants = new Map<string, unknown>([
    ['user', session.user],
    ['user_rights', session.rights],
    ['account', session.account],
    ['managers', session.managers],
    ['groups', session.groups],
    ['task_types', session.taskTypes],
  ])
  return (name, ...value) => {
    if (value.length > 0) constants.set(name, value[0])
    return name === 'widgets' && !constants.has(name) ? widgetsNow() : constants.get(name)
  }
}

/** Joins what an answer for a page tells of rights to the constant, one level deep, as the CRM does with each page. */
export function takeAnswerRights(app: AppGlobal, rights: Record<string, unknown>): void {
  Object.assign(app.constant('user_rights') as Record<string, unknown>, rights)
}
