import type { StageClass } from '../records/figures'

/**
 * Classes as small numbers, for tables and column blocks. 0 counts nowhere. `boughtFree` is a bought deal of amount 0 that leaves the
 * average's count (zeroBudget = skip) and is bought in every other respect.
 */
export const classCode = { none: 0, inWork: 1, bought: 2, refused: 3, boughtFree: 4 } as const

export type ClassCode = (typeof classCode)[keyof typeof classCode]

/** The code of a class; every other word (the reasons why there is none) is 0. */
export const toClassCode = (stageClass: string): ClassCode =>
  isStageClass(stageClass) ? classCode[stageClass] : classCode.none

/** The class of a code above 0. */
export const toStageClass = (code: number): StageClass => {
  if (code === classCode.inWork) return 'inWork'
  return code === classCode.refused ? 'refused' : 'bought'
}

const isStageClass = (word: string): word is StageClass =>
  word === 'inWork' || word === 'bought' || word === 'refused'
