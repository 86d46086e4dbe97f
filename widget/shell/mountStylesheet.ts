import type { HostParams } from './hostTypes'
import type { Undo } from './undo'

/**
 * Links `style.css` of the archive, once (RU:integrations/script_js: the CRM does not load it by itself). After an update without a reload the
 * link of the older version goes.
 *
 * @returns removes the link
 */
export const mountStylesheet = (params: HostParams): Undo => {
  const file = `${params.cdn_path ?? params.path ?? ''}/style.css`
  const href = `${file}?v=${params.version ?? ''}`
  const links = [...document.head.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')].filter(
    (link) => link.getAttribute('href')?.split('?')[0] === file,
  )
  const found = links.find((link) => link.getAttribute('href') === href)
  for (const link of links) if (link !== found) link.remove()
  if (found) return () => found.remove()
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  link.href = href
  document.head.append(link)
  return () => link.remove()
}
