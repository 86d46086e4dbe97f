/**
 * Switches for what the CRM's documentation leaves open. The defaults are the likelier reading; the product has to work
 * in every position.
 */
export interface UnverifiedSwitches {
  /** Whether `filter[…]` of leads, contacts, companies and customers works; null follows the account. */
  filters: boolean | null
  /** A batch PATCH that names an unknown id: refused as a whole, or the element is left out. */
  batchMissingId: 'reject' | 'skip'
  /** How numeric field values read. */
  numericAs: 'string' | 'number'
  /** Whether `values: []` clears a field; otherwise it leaves the value. */
  emptyArrayClears: boolean
  /** Whether `order` works on customers. */
  customersOrder: boolean
  /** Whether `order` works on leads while filters are off; otherwise the newest come first. */
  leadsOrderWithoutFilters: boolean
  /**
   * Records of one `updated_at` in a list ordered by it: always in one arrangement, in a new one at each request, or in one of each page's
   * own.
   */
  tiesOrder: 'stable' | 'shuffled' | 'byPage'
  /** An `updated_at` that is sent with a record: passed over, or taken as the record's own. */
  sentUpdatedAt: 'ignored' | 'taken'
  /** Whether /leads lists deals that stand in a stage of type 1. */
  unsortedInLeads: boolean
  /** Whether archived pipelines are listed. */
  archivedPipelinesListed: boolean
  /** A field code with small letters: accepted or refused. */
  lowerCaseFieldCode: 'ok' | '400'
  /** A field code that another field of the entity has: refused, or both have it. */
  fieldCodeUnique: 'refused' | 'allowed'
  /** Fields of a deleted group: fall to the default tab or are deleted with it. */
  deletedGroupFields: 'default' | 'deleted'
  /** Body of 429. */
  rateBody: 'html' | 'json'
  /** Answer to a lost session. */
  sessionEnd: '401' | '302'
  /** Order of events. */
  eventsOrder: 'desc' | 'asc'
  /** Whether cookie calls of the API need `X-Requested-With`. */
  xhrHeaderNeeded: boolean
  /** What `APP.getBaseEntity()` says on the companies list (the page reads it). */
  companiesBaseEntity: 'contacts' | 'companies'
  /** Markup of the list's head (the page reads it). */
  widgetMarkup: 'classic' | 'newbie'
  /** Shape of `constant('user_rights')`: the page's own, or the API's with letters in each entity. */
  userRights: 'page' | 'api'
  /** Whether «back» from a card to the kept list loads the widgets again, so that they render (the page reads it). */
  cardBackRenders: boolean
  /** Whose `current_card` widgets see while they render, where one card led to another (the page reads it). */
  currentCardAtRender: 'new' | 'old'
  /** How a stored custom value stands in the settings that a running widget gets after a save (the page reads it). */
  settingsAfterSave: 'object' | 'nestedText'
  /** Whether an `onSave` whose promise gives false keeps the CRM from saving (the page reads it). */
  onSaveResolvedFalse: 'veto' | 'saves'
  /** Answer to a refresh token that was used before. */
  revokedRefresh: '400' | '401'
  /** A plain key of a record that is null where it may not be: passed over, or refused with 400. */
  nullKeys: 'ignored' | '400'
  /** Every method of buyers (`/customers…`): works, or is refused while the rest of the account answers. */
  buyersMethod: 'ok' | '402' | '403' | '404' | '422' | '501'
  /** The list of buyers' stages alone: given, refused, or empty. */
  buyerStages: 'ok' | '402' | '403' | '422' | '204' | 'empty'
}

/** The likelier reading of each open question. */
export const UNVERIFIED_DEFAULTS: Readonly<UnverifiedSwitches> = {
  filters: null,
  batchMissingId: 'reject',
  numericAs: 'string',
  emptyArrayClears: true,
  customersOrder: false,
  leadsOrderWithoutFilters: true,
  tiesOrder: 'stable',
  sentUpdatedAt: 'ignored',
  unsortedInLeads: true,
  archivedPipelinesListed: true,
  lowerCaseFieldCode: 'ok',
  fieldCodeUnique: 'refused',
  deletedGroupFields: 'default',
  rateBody: 'html',
  sessionEnd: '401',
  eventsOrder: 'desc',
  xhrHeaderNeeded: false,
  companiesBaseEntity: 'contacts',
  widgetMarkup: 'classic',
  userRights: 'page',
  cardBackRenders: false,
  currentCardAtRender: 'new',
  settingsAfterSave: 'object',
  onSaveResolvedFalse: 'veto',
  revokedRefresh: '400',
  nullKeys: 'ignored',
  buyersMethod: 'ok',
  buyerStages: 'ok',
}

/** Positions of each switch, the default first; booleans also answer to «on» and «off». */
export const UNVERIFIED_CHOICES: Readonly<
  Record<keyof UnverifiedSwitches, readonly (string | boolean | null)[]>
> = {
  filters: [null, true, false],
  batchMissingId: ['reject', 'skip'],
  numericAs: ['string', 'number'],
  emptyArrayClears: [true, false],
  customersOrder: [false, true],
  leadsOrderWithoutFilters: [true, false],
  tiesOrder: ['stable', 'shuffled', 'byPage'],
  sentUpdatedAt: ['ignored', 'taken'],
  unsortedInLeads: [true, false],
  archivedPipelinesListed: [true, false],
  lowerCaseFieldCode: ['ok', '400'],
  fieldCodeUnique: ['refused', 'allowed'],
  deletedGroupFields: ['default', 'deleted'],
  rateBody: ['html', 'json'],
  sessionEnd: ['401', '302'],
  eventsOrder: ['desc', 'asc'],
  xhrHeaderNeeded: [false, true],
  companiesBaseEntity: ['contacts', 'companies'],
  widgetMarkup: ['classic', 'newbie'],
  userRights: ['page', 'api'],
  cardBackRenders: [false, true],
  currentCardAtRender: ['new', 'old'],
  settingsAfterSave: ['object', 'nestedText'],
  onSaveResolvedFalse: ['veto', 'saves'],
  revokedRefresh: ['400', '401'],
  nullKeys: ['ignored', '400'],
  buyersMethod: ['ok', '402', '403', '404', '422', '501'],
  buyerStages: ['ok', '402', '403', '422', '204', 'empty'],
}

/** Reads switches from a request: complete ones, or the first that does not fit. */
export function parseUnverified(
  given: Record<string, unknown>,
  defaults: UnverifiedSwitches,
): { ok: true; switches: UnverifiedSwitches } | { ok: false; path: string; message: string } {
  const switches: Record<string, unknown> = { ...defaults }
  for (const [key, value] of Object.entries(given)) {
    const choices = Object.hasOwn(UNVERIFIED_CHOICES, key)
      ? UNVERIFIED_CHOICES[key as keyof UnverifiedSwitches]
      : undefined
    if (!choices) return { ok: false, path: `unverified.${key}`, message: 'такого переключателя нет' }
    const choice = choices.find((one) => one === value || spellings(one).some((text) => text === value))
    if (choice === undefined) {
      const message = `нужно одно из: ${choices.map(String).join(', ')}`
      return { ok: false, path: `unverified.${key}`, message }
    }
    switches[key] = choice
  }
  return { ok: true, switches: switches as unknown as UnverifiedSwitches }
}

function spellings(choice: string | boolean | null): unknown[] {
  if (choice === true) return ['on', 'true', 'yes', 'ok']
  if (choice === false) return ['off', 'false', 'no', 'ignored']
  if (choice === '302') return [302, 'html', '302 to HTML']
  if (choice === 'desc') return ['newest', 'newestFirst']
  if (choice === 'asc') return ['oldest', 'oldestFirst']
  if (typeof choice === 'string' && /^\d+$/.test(choice)) return [Number(choice)]
  return []
}
