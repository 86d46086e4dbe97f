import { accounts } from './accounts'
import { browsers } from './browsers'
import { failingCalls } from './failing'
import { filtered } from './filtered'
import { listEnds } from './listEnds'
import type { Oddity } from './oddity'
import { order } from './order'
import { shapes } from './shapes'
import { tabs } from './tabs'

/** By kind. */
export const oddityKinds: readonly (readonly Oddity[])[] = [
  listEnds,
  filtered,
  order,
  failingCalls,
  shapes,
  browsers,
  accounts,
  tabs,
]
