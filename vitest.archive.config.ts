import { defineConfig } from 'vitest/config'

/** The built archive inside the local CRM: rules on the zip, and flows in a real Chromium through playwright-core. */
export default defineConfig({
  test: {
    include: ['tests/archive/**/*.test.ts'],
    restoreMocks: true,
    expect: { poll: { timeout: 15_000 } },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A browser on a busy machine: who passes at the second try only is told by name at the end of the gates.
    retry: 1,
    fileParallelism: true,
    maxWorkers: 2,
  },
})
