/** What the page uses of the library Twig.js 0.8. */

/** A template that can be drawn any number of times. */
export interface TwigTemplate {
  render(params?: Record<string, unknown>): string
}

/** What a widget asks the template engine for: text, a template by its reference, or a file (RU:web_sdk/mechanics). */
export interface TwigTarget {
  data?: string
  ref?: string
  id?: string
  href?: string
  base_path?: string
  v?: unknown
  load?: (template: TwigTemplate) => void
  allowInlineIncludes?: boolean
}

/** The engine as `twigjs` gives it: a function (HOST). */
export type TwigFunction = (target: TwigTarget) => TwigTemplate

/** The library's inner object, handed to `extend`. */
export interface TwigCore {
  Template: { prototype: { render: (this: void, ...args: unknown[]) => string } }
  Templates: { registry: Record<string, TwigTemplate> }
  exports: TwigExports
}

/** The library's module. */
export interface TwigExports {
  twig: (params: Record<string, unknown>) => TwigTemplate
  extend(change: (core: TwigCore) => void): void
  extendFilter(name: string, filter: (value: unknown, params?: readonly unknown[]) => unknown): void
  extendFunction(name: string, call: (...args: unknown[]) => unknown): void
  Templates?: TwigCore['Templates']
}
