/**
 * How long tests wait before they take something for hung, in milliseconds. No result depends on them: on a machine with other work every
 * step may take ten times as long. Tests give no limits of their own (`tests/project/patience.test.ts`).
 */
export const patience = {
  /** One test or hook in Node. */
  unit: 5 * 60_000,
  /** One test or hook with a browser: many steps. */
  browser: 10 * 60_000,
  /** One step of a browser, one condition that is polled. */
  step: 3 * 60_000,
}
