import type { WidgetTile } from '../wire'

/** Where a widget stands: never installed, installed without a first save, on, or switched off. */
export type TileStatus = 'install' | 'not_configured' | 'installed' | 'disabled'

/** The status of a widget's tile and window. */
export function statusOf(tile: Pick<WidgetTile, 'installed' | 'active' | 'configured'>): TileStatus {
  if (!tile.installed) return 'install'
  if (!tile.configured) return 'not_configured'
  return tile.active ? 'installed' : 'disabled'
}
