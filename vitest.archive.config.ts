import { defineConfig } from 'vitest/config'
import { patience } from './tests/patience.ts'

/** The built archive inside the local CRM: rules on the zip, and flows in a real Chromium through playwright-core. */
export default defineConfig({
  test: {
    include: ['tests/archive/**/*.test.ts'],
    restoreMocks: true,
    globalSetup: ['tests/archive/support/shareBuiltPage.ts'],
    expect: { poll: { timeout: patience.step } },
    testTimeout: patience.browser,
    hookTimeout: patience.browser,
    teardownTimeout: patience.browser,
    // A finder: a test that passes at the second try only is a bug, told by name at the end of the gates, and fails them with --strict.
    retry: 1,
    fileParallelism: true,
    // A browser test waits for half of its time: two of them leave one of two cores idle, four fight for both.
    maxWorkers: 3,
  },
})
