/**
 * To be run in a page before functions of ours: tsx marks functions with their names by a helper that a page does not have.
 */
export const namedFunctions = 'globalThis.__name = (target) => target'
