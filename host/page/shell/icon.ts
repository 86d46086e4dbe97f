import type { Markup } from '../markup'

const paths = {
  dashboard: 'M3 13h8V3H3v10zm0 8h8v-6H3v6zm10 0h8V11h-8v10zm0-18v6h8V3h-8z',
  leads:
    'M12 2a10 10 0 100 20 10 10 0 000-20zm1 15v2h-2v-2c-2-.3-3-1.600-3-3h2c0 .8.700 1.300 2 1.300s2-.5 2-1.200c0-.8-.6-1.200-2.400-1.600C9.500 12 8 11.300 8 9.500 8 8 9.200 7 11 6.700V5h2v1.700c1.800.3 2.800 1.500 2.900 3h-2c-.1-.8-.7-1.300-1.900-1.300s-1.900.5-1.900 1.200c0 .7.600 1.100 2.500 1.500 1.800.5 3.400 1.100 3.400 3C16 15.700 14.800 16.700 13 17z',
  customers:
    'M7 18a2 2 0 100 4 2 2 0 000-4zM1 2v2h2l3.600 7.600L5.200 14c-.7 1.300.3 3 1.800 3h12v-2H7.400l1.100-2h7.500c.7 0 1.400-.4 1.700-1l3.600-6.500A1 1 0 0020.400 4H5.200l-.9-2H1zm16 16a2 2 0 100 4 2 2 0 000-4z',
  contacts: 'M4 5h16v2H4zm0 6h16v2H4zm0 6h16v2H4z',
  stats: 'M4 20V10h4v10H4zm6 0V4h4v16h-4zm6 0v-7h4v7h-4z',
  settings:
    'M19.400 13a7.500 7.500 0 000-2l2-1.600-2-3.400-2.400 1a7.500 7.500 0 00-1.700-1L15 3.500h-4L10.600 6a7.500 7.500 0 00-1.700 1l-2.400-1-2 3.400L6.600 11a7.500 7.500 0 000 2l-2 1.600 2 3.400 2.400-1c.5.400 1.100.7 1.700 1l.4 2.500h4l.4-2.500c.6-.3 1.200-.6 1.700-1l2.400 1 2-3.400-2.200-1.600zM13 15.500a3.500 3.500 0 110-7 3.500 3.500 0 010 7z',
  todo: 'M9 16.200L4.800 12l-1.400 1.400L9 19 21 7l-1.400-1.400z',
  mail: 'M3 5h18v14H3V5zm2 3v9h14V8l-7 5-7-5zm1-1l6 4 6-4H6z',
  print: 'M7 3h10v4H7zM5 8h14a2 2 0 012 2v6h-4v5H7v-5H3v-6a2 2 0 012-2zm4 6v5h6v-5H9z',
  add: 'M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z',
  export: 'M12 3l5 5h-3v6h-4V8H7l5-5zM5 17h14v3H5z',
  import: 'M12 15l-5-5h3V4h4v6h3l-5 5zM5 17h14v3H5z',
  columns: 'M4 5h4v14H4zm6 0h4v14h-4zm6 0h4v14h-4z',
  triggers: 'M13 2L5 13h5l-1 9 8-12h-5l1-8z',
  duplicates: 'M8 3h11v14H8zM5 7h2v12h9v2H5z',
  search: 'M10 3a7 7 0 015.500 11.300l5 5-1.400 1.400-5-5A7 7 0 1110 3zm0 2a5 5 0 100 10 5 5 0 000-10z',
  more: 'M5 10a2 2 0 110 4 2 2 0 010-4zm7 0a2 2 0 110 4 2 2 0 010-4zm7 0a2 2 0 110 4 2 2 0 010-4z',
  contact: 'M12 4a4 4 0 110 8 4 4 0 010-8zm0 10c4.400 0 8 2 8 4.500V20H4v-1.500C4 16 7.600 14 12 14z',
  company: 'M4 21V5l8-3v5h8v14h-6v-4h-4v4H4zm3-4h2v-2H7v2zm0-4h2v-2H7v2zm0-4h2V7H7v2zm8 4h2v-2h-2v2z',
  back: 'M15 5l-7 7 7 7 1.500-1.500L11 12l5.500-5.500z',
} as const

export type IconName = keyof typeof paths

/** An icon of 24 × 24 units in the text's colour. */
export function icon(name: IconName, className = ''): Markup {
  return {
    source: `<svg class="svg-icon ${className}" viewBox="0 0 24 24" width="20" height="20" fill="currentColor" aria-hidden="true"><path d="${paths[name]}"/></svg>`,
  }
}
