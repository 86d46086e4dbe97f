import { fieldKeys } from '../records/fieldKeys'
import { stageClasses } from '../records/figures'
import { type ParentType, parentTypes } from '../records/parents'
import type { FieldIds } from '../records/parentWrite'
import { lostStageId, type Pipeline, wonStageId } from '../records/pipeline'
import type { ParsedSettings } from './parseSettings'
import type { Settings } from './settings'

/**
 * Settings as an account may use them: those that say to be of another one are an issue, since none of their ids means anything here.
 * `accountId` 0 = not known.
 */
export const heldToAccount = (parsed: ParsedSettings, accountId: number): ParsedSettings => {
  const account = parsed.ok ? parsed.settings.account : undefined
  if (!parsed.ok || account === undefined || accountId === 0 || account === accountId) return parsed
  const issue = {
    code: 'otherAccount',
    path: 'account',
    expected: `${accountId}`,
    received: `${account}`,
  } as const
  return { ok: false, issues: [issue], carried: withoutIds(parsed.settings) }
}

/** What stays of settings in another account: the switches. */
export const withoutIds = ({ account: _account, ...settings }: Settings): Settings => ({
  ...settings,
  inWork: { ...settings.inWork, stages: {} },
  bought: { ...settings.bought, stages: {} },
  refused: { ...settings.refused, stages: {} },
  saleDateField: null,
  fields: { contacts: {}, companies: {} },
})

/** What is known of the account in which settings are about to be used. */
export interface AccountFacts {
  /** 0 = not known. */
  readonly id: number
  readonly pipelines: readonly Pipeline[]
  /** Ids of fields that bear our codes in it, as far as known. */
  readonly fieldIds: { readonly [Type in ParentType]?: FieldIds }
}

/**
 * Whether settings were made in another account. Those that do not say where (of releases before) are taken for another's where they name
 * stages and not one of their pipelines and stages is known here, nor one of their fields.
 */
export const isOfOtherAccount = (settings: Settings, { id, pipelines, fieldIds }: AccountFacts): boolean => {
  if (settings.account !== undefined) return id !== 0 && settings.account !== id
  const chosen = namedIds(settings)
  if (chosen.size === 0) return false
  const hasKnownField = parentTypes.some((type) =>
    fieldKeys.some(
      (key) =>
        settings.fields[type][key] !== undefined && settings.fields[type][key] === fieldIds[type]?.[key],
    ),
  )
  const known = pipelines.flatMap((pipeline) => [pipeline.id, ...pipeline.stages.map((stage) => stage.id)])
  return !hasKnownField && !known.some((one) => chosen.has(one))
}

/** Whether such settings have to be held against pipelines and fields before they are used. */
export const isAccountToProve = (settings: Settings): boolean =>
  settings.account === undefined && namedIds(settings).size > 0

/** Ids of the pipelines and stages that sections name; won and lost are the same in every account (API 4). */
const namedIds = (settings: Settings): ReadonlySet<number> =>
  new Set(
    stageClasses
      .flatMap((section) => Object.entries(settings[section].stages))
      .flatMap(([pipelineId, ids]: [string, readonly number[]]) => [Number(pipelineId), ...ids])
      .filter((id) => id !== wonStageId && id !== lostStageId),
  )
