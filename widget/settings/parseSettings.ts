import * as v from 'valibot'
import { type StageClass, stageClasses } from '../records/figures'
import { defaultSettings } from './defaultSettings'
import { currentVersion, migrations } from './migrations'
import { readStored, toKeyed } from './readStored'
import type { Settings } from './settings'
import type { SettingsIssue } from './settingsIssue'
import { settingsSchema } from './settingsSchema'

export type ParsedSettings =
  | {
      readonly ok: true
      readonly settings: Settings /** Set when an older version was read. */
      readonly migratedFrom?: number
    }
  | {
      readonly ok: false
      readonly issues: readonly SettingsIssue[]
      /** What an admin can go on from: the switches of settings that belong to another account. */
      readonly carried?: Settings
    }

/** What holds while the CRM's page has given no params: something else may be saved, so nothing is counted by the defaults. */
export const settingsNotGiven: ParsedSettings = {
  ok: false,
  issues: [{ code: 'notGiven', path: '', expected: 'the settings of the widget', received: 'nothing' }],
}

/**
 * Settings from the widget's field `custom`: the text of `formatSettings` or the JSON object of releases before it, each also as the
 * value that some pages make of the text. Absent and empty give the defaults, absent keys of an object theirs. Anything else that is
 * not understood gives issues, never defaults.
 */
export const parseSettings = (saved: unknown): ParsedSettings => {
  const stored = readStored(saved)
  if (stored.kind === 'nothing') return { ok: true, settings: defaultSettings }
  if (stored.kind === 'unreadable') return unreadable(saved)
  const { value } = stored
  const isList = Array.isArray(value)
  const version = isList ? Reflect.get(value, 0) : (Reflect.get(value, 'v') ?? 0)
  if (typeof version !== 'number' || !Number.isInteger(version) || version < (isList ? 1 : 0))
    return refused('invalidValue', 'v', `a version up to ${currentVersion}`, describe(version))
  if (version > currentVersion)
    return refused('newerVersion', 'v', `a version up to ${currentVersion}`, String(version))
  const keyed = toKeyed(stored)
  if (keyed === null || !Object.keys(keyed).some((key) => key in defaultSettings)) return unreadable(saved)
  let current = keyed
  for (const step of migrations) if (step.from >= version) current = step.apply(current)
  const parsed = v.safeParse(settingsSchema, current)
  if (!parsed.success) return { ok: false, issues: parsed.issues.map(toIssue) }
  const settings = withoutRepeats(parsed.output)
  const issues = [...entityIssues(settings), ...stageIssues(settings)]
  if (issues.length > 0) return { ok: false, issues }
  return { ok: true, settings, ...(version < currentVersion ? { migratedFrom: version } : {}) }
}

const unreadable = (saved: unknown): ParsedSettings =>
  refused('unreadable', '', 'an object of settings', describe(saved))

const refused = (
  code: SettingsIssue['code'],
  path: string,
  expected: string,
  received: string,
): ParsedSettings => ({ ok: false, issues: [{ code, path, expected, received }] })

/** Enough of a value for a message: never more than 60 characters of it. */
const describe = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? typeof value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

const toIssue = (issue: v.InferIssue<typeof settingsSchema>): SettingsIssue => ({
  code: 'invalidValue',
  path: v.getDotPath(issue) ?? '',
  expected: issue.expected ?? 'another value',
  received: describe(issue.input),
})

const withoutRepeats = ({ account, ...parsed }: v.InferOutput<typeof settingsSchema>): Settings => {
  const unique = <T>(items: readonly T[]): readonly T[] => [...new Set(items)]
  const uniqueStages = (stages: Readonly<Record<string, readonly number[]>>) =>
    Object.fromEntries(Object.entries(stages).map(([pipelineId, ids]) => [pipelineId, unique(ids)]))
  return {
    ...parsed,
    ...(account ? { account } : {}),
    entities: unique(parsed.entities),
    inWork: { ...parsed.inWork, stages: uniqueStages(parsed.inWork.stages) },
    bought: { ...parsed.bought, stages: uniqueStages(parsed.bought.stages) },
    refused: { ...parsed.refused, stages: uniqueStages(parsed.refused.stages) },
  } as Settings
}

const entityIssues = (settings: Settings): readonly SettingsIssue[] =>
  settings.entities.length > 0
    ? []
    : [{ code: 'noEntities', path: 'entities', expected: 'contacts, companies or both', received: '[]' }]

const stageIssues = (settings: Settings): readonly SettingsIssue[] => {
  const firstSection = new Map<string, StageClass>()
  const issues: SettingsIssue[] = []
  for (const section of stageClasses)
    for (const [pipelineId, stageIds] of Object.entries(settings[section].stages))
      for (const stageId of stageIds) {
        const path = `${pipelineId}.${stageId}`
        const first = firstSection.get(path)
        if (first === undefined) firstSection.set(path, section)
        else
          issues.push({
            code: 'stageInTwoSections',
            path: `${section}.stages.${path}`,
            expected: `only in ${first}`,
            received: `in ${first} and ${section}`,
          })
      }
  return issues
}
