import { hostWindow } from '../hostWindow'
import { controlNames, drawControl } from '../widgets/controls/drawControl'
import { addTwigFilters } from './addTwigFilters'
import type { TwigExports, TwigFunction, TwigTarget } from './twigTypes'

let prepared: TwigFunction | null = null

/** Address parameter of templates without a version: a page load reads them once. */
const loadedAt = Date.now()

/**
 * Makes the CRM's template engine of the library: the controls under `/tmpl/controls/`, `include_control`, the CRM's
 * filters, `lang` and `lang_id` in every template, the globals `Twig` and `twig`.
 *
 * @returns module `twigjs`, which is a function: `twig({data|ref|id|href}).render(params)` (HOST)
 */
export function prepareTwig(library: TwigExports): TwigFunction {
  library.extend((core) => {
    library.Templates = core.Templates
    for (const name of controlNames)
      core.Templates.registry[refOf(name)] = { render: (params = {}) => drawControl(name, params) }
    const { prototype } = core.Template
    const { render } = prototype
    prototype.render = function (this: unknown, params: unknown, ...rest: unknown[]) {
      return render.call(this as undefined, withPageParams(params), ...rest)
    }
  })
  library.extendFunction('include_control', (name, params) =>
    library.twig({ ref: refOf(String(name)) }).render(params as Record<string, unknown>),
  )
  addTwigFilters(library)
  const twig: TwigFunction = (target) => library.twig(libraryParams(target))
  Object.assign(window, { Twig: library, twig: library.twig })
  prepared = twig
  return twig
}

/** The engine for the page's own use. Throws before the page's templates are loaded, which the loader sees to. */
export function usedTwig(): TwigFunction {
  if (!prepared) throw new Error('Templates are not loaded yet')
  return prepared
}

function libraryParams(target: TwigTarget): Record<string, unknown> {
  const { data, ref, id, href = '', load, allowInlineIncludes = false } = target
  const base = target.base_path ?? '/twig/'
  const joint = base.endsWith('/') || href.startsWith('/') ? '' : '/'
  const path = `${base}${joint}${href}`
  const address = `${path}?v=${textOf(target.v)}`
  return {
    allowInlineIncludes,
    base,
    href: address,
    async: true,
    load,
    // The request is in the log of the browser; what it means is said here.
    error: () => reportError(new Error(`Template ${path} could not be loaded`)),
    ...(data === undefined ? {} : { data }),
    ...(ref === undefined ? {} : { ref }),
    ...(id === undefined ? {} : { id }),
  }
}

function refOf(control: string): string {
  return `/tmpl/controls/${control}.twig`
}

function textOf(version: unknown): string {
  return typeof version === 'string' || typeof version === 'number' ? String(version) : String(loadedAt)
}

function withPageParams(params: unknown): Record<string, unknown> {
  const { APP: app } = hostWindow()
  const all: Record<string, unknown> = { lang: app.lang, lang_id: app.lang_id }
  // An included template has its outer one's parameters by inheritance.
  for (const key in params as Record<string, unknown>) all[key] = (params as Record<string, unknown>)[key]
  return all
}
