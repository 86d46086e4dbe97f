import type { MenuItem } from '../wire'

/** Address of a page that a widget draws from the left menu (HOST: the router's own addresses). */
export function menuItemAddress({ code, location, itemCode, subitemCode }: MenuItem): string {
  const path =
    location === 'widget_page' ? `/widget_page/${code}/${itemCode ?? ''}/` : `/${location}/widgets/${code}/`
  return subitemCode === null ? path : `${path}${subitemCode}/`
}
