import { isRewrite, type Rewrite } from './rewriteAnswer'
import { parseShapes, SHAPE_DEFAULTS, type ShapeSwitches } from './shapes'
import { UNVERIFIED_DEFAULTS, parseUnverified, type UnverifiedSwitches } from './unverified'

/** A fault that the control API sets; see the table in docs/account-file.md. */
export interface FaultRule {
  method?: string
  path?: string
  after?: number
  times?: number
  probability?: number
  minItems?: number
  containsId?: number
  status?: number
  body?: unknown
  contentType?: string
  delayMs?: number | [number, number]
  drop?: 'before' | 'after'
  /** Changes the real answer. */
  rewrite?: Rewrite
}

/** The header `Date` of answers: the CRM's time, none, none that can be read, or that of an hour ago with `Age`, as out of a cache. */
export const DATE_HEADERS = ['right', 'absent', 'garbled', 'cached'] as const

/** The whole of `PUT /__host/faults`. */
export interface Faults {
  rules: FaultRule[]
  seed: number
  latencyMs: number | [number, number]
  ratePerSecond: number
  unverified: UnverifiedSwitches
  dateHeader: (typeof DATE_HEADERS)[number]
  shapes: ShapeSwitches
}

/** What rules look at. */
export interface FaultTarget {
  method: string
  /** Decoded path and query. */
  path: string
  /** Parsed body, undefined when there is none. */
  body: unknown
}

const RULE_KINDS: Readonly<Record<keyof FaultRule, (value: unknown) => boolean>> = {
  method: (value) => typeof value === 'string',
  path: (value) => typeof value === 'string' && isPattern(value),
  after: isCount,
  times: isCount,
  probability: (value) => typeof value === 'number' && value >= 0 && value <= 1,
  minItems: isCount,
  containsId: (value) => Number.isSafeInteger(value),
  status: (value) => Number.isInteger(value) && (value as number) >= 200 && (value as number) <= 599,
  body: () => true,
  contentType: (value) => typeof value === 'string',
  delayMs: isDelay,
  drop: (value) => value === 'before' || value === 'after',
  rewrite: isRewrite,
}

/** Faults as `PUT /__host/faults` set them, with the counters of each rule. */
export class FaultState {
  readonly #standing: Pick<Faults, 'latencyMs' | 'ratePerSecond' | 'unverified'>
  #faults: Faults
  #counts: { matched: number; applied: number }[] = []
  #random: () => number

  /** `standing` is what the command line set; clearing the faults goes back to it. */
  constructor(
    standing: Partial<Pick<Faults, 'latencyMs' | 'ratePerSecond'>> & {
      unverified?: Partial<UnverifiedSwitches>
    },
  ) {
    this.#standing = {
      latencyMs: standing.latencyMs ?? 0,
      ratePerSecond: standing.ratePerSecond ?? 7,
      unverified: { ...UNVERIFIED_DEFAULTS, ...standing.unverified },
    }
    this.#faults = { ...this.#standing, rules: [], seed: 1, dateHeader: 'right', shapes: SHAPE_DEFAULTS }
    this.#random = createRandom(1)
  }

  /** What holds now. */
  get current(): Faults {
    return this.#faults
  }

  get unverified(): UnverifiedSwitches {
    return this.#faults.unverified
  }

  /** Replaces everything; gives the first thing that does not fit, or null. */
  replace(given: unknown): { path: string; message: string } | null {
    if (typeof given !== 'object' || given === null || Array.isArray(given))
      return { path: '(тело)', message: 'нужен объект' }
    const {
      rules = [],
      seed = 1,
      latencyMs,
      ratePerSecond,
      unverified = {},
      dateHeader = 'right',
      shapes = {},
      ...rest
    } = given as Record<string, unknown>
    const unknown = Object.keys(rest)[0]
    if (unknown !== undefined) return { path: unknown, message: 'такого ключа нет' }
    if (!Array.isArray(rules)) return { path: 'rules', message: 'нужен список' }
    for (const [index, rule] of rules.entries()) {
      const issue = findRuleIssue(rule, `rules[${index}]`)
      if (issue) return issue
    }
    if (latencyMs !== undefined && !isDelay(latencyMs))
      return { path: 'latencyMs', message: 'нужно число или [от, до]' }
    if (ratePerSecond !== undefined && !(Number(ratePerSecond) > 0))
      return { path: 'ratePerSecond', message: 'нужно число больше нуля' }
    if (!Number.isSafeInteger(seed)) return { path: 'seed', message: 'нужно целое число' }
    if (typeof unverified !== 'object' || unverified === null)
      return { path: 'unverified', message: 'нужен объект' }
    const header = DATE_HEADERS.find((one) => one === dateHeader)
    if (header === undefined)
      return { path: 'dateHeader', message: `нужно одно из: ${DATE_HEADERS.join(', ')}` }
    const parsed = parseUnverified(unverified as Record<string, unknown>, this.#standing.unverified)
    if (!parsed.ok) return parsed
    const shaped = parseShapes(shapes)
    if (!shaped.ok) return shaped
    this.#faults = {
      rules: rules as FaultRule[],
      seed: seed as number,
      latencyMs: (latencyMs as Faults['latencyMs'] | undefined) ?? this.#standing.latencyMs,
      ratePerSecond: (ratePerSecond as number | undefined) ?? this.#standing.ratePerSecond,
      unverified: parsed.switches,
      dateHeader: header,
      shapes: shaped.shapes,
    }
    this.#counts = rules.map(() => ({ matched: 0, applied: 0 }))
    this.#random = createRandom(seed as number)
    return null
  }

  /** The rule that applies to this request, if any: the first that matches, even when it then lets the request through. */
  ruleFor(target: FaultTarget): FaultRule | null {
    const index = this.#faults.rules.findIndex((rule) => matches(rule, target) && !this.#isSpent(rule))
    const rule = this.#faults.rules[index]
    const count = this.#counts[index]
    if (!rule || !count) return null
    count.matched++
    if (count.matched <= (rule.after ?? 0)) return null
    if (rule.probability !== undefined && this.#random() >= rule.probability) return null
    count.applied++
    return rule
  }

  /** Chance of the seed: 0 ≤ x < 1. */
  random(): number {
    return this.#random()
  }

  /** A delay in milliseconds out of a number or a span. */
  pickDelay(delay: number | [number, number]): number {
    if (typeof delay === 'number') return delay
    return delay[0] + Math.round(this.#random() * (delay[1] - delay[0]))
  }

  #isSpent(rule: FaultRule): boolean {
    const count = this.#counts[this.#faults.rules.indexOf(rule)]
    return rule.times !== undefined && (count?.applied ?? 0) >= rule.times
  }
}

function matches(rule: FaultRule, target: FaultTarget): boolean {
  if (rule.method && rule.method.toUpperCase() !== target.method) return false
  if (rule.path !== undefined && !matchesPath(rule.path, target.path)) return false
  const items = Array.isArray(target.body) ? target.body : target.body === undefined ? [] : [target.body]
  if (rule.minItems !== undefined && items.length < rule.minItems) return false
  if (rule.containsId === undefined) return true
  const id = rule.containsId
  return (
    items.some((item: unknown) => (item as { id?: unknown } | null)?.id === id) ||
    new RegExp(`(^|\\D)${id}(\\D|$)`).test(target.path)
  )
}

/** Whether a prefix, or a regular expression written `/…/`, fits a decoded path with query. */
export function matchesPath(pattern: string, path: string): boolean {
  const expression = expressionOf(pattern)
  return expression ? expression.test(path) : path.startsWith(pattern)
}

function expressionOf(pattern: string): RegExp | null {
  const isExpression = pattern.length > 2 && pattern.startsWith('/') && pattern.endsWith('/')
  return isExpression ? new RegExp(pattern.slice(1, -1)) : null
}

function findRuleIssue(rule: unknown, path: string): { path: string; message: string } | null {
  if (typeof rule !== 'object' || rule === null) return { path, message: 'нужен объект' }
  for (const [key, value] of Object.entries(rule)) {
    const check = Object.hasOwn(RULE_KINDS, key) ? RULE_KINDS[key as keyof FaultRule] : undefined
    if (!check) return { path: `${path}.${key}`, message: 'такого ключа нет' }
    if (!check(value)) return { path: `${path}.${key}`, message: 'значение не подходит' }
  }
  return null
}

function isPattern(text: string): boolean {
  try {
    expressionOf(text)
    return true
  } catch {
    return false
  }
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

function isDelay(value: unknown): boolean {
  const isTime = (one: unknown): boolean => typeof one === 'number' && one >= 0 && one < 3_600_000
  return isTime(value) || (Array.isArray(value) && value.length === 2 && value.every(isTime))
}

/** Mulberry32: the same seed gives the same faults. 0 ≤ x < 1. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
