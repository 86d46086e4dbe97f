import { configureGlobal } from 'fast-check'

/**
 * Property tests try the same values in each `npm test`, so that its result depends on the code alone. `PROPERTY_SEED=random` tries others, as
 * a hunt for bugs does, and a number those that a failure has named.
 */
const given = process.env['PROPERTY_SEED'] ?? '20261122'
if (given !== 'random') configureGlobal({ seed: Number(given) })
