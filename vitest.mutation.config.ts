import { defineConfig } from 'vitest/config'

/** The tests that mutation testing of calc/ and settings/ has to satisfy alone. */
export default defineConfig({
  test: {
    include: ['tests/calc/**/*.test.ts', 'tests/settings/**/*.test.ts'],
    restoreMocks: true,
    testTimeout: 20_000,
  },
})
