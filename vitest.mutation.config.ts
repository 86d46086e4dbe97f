import { defineConfig } from 'vitest/config'
import { patience } from './tests/patience.ts'

/** The tests that mutation testing of calc/ and settings/ has to satisfy alone. */
export default defineConfig({
  test: {
    include: ['tests/calc/**/*.test.ts', 'tests/settings/**/*.test.ts'],
    restoreMocks: true,
    testTimeout: patience.unit,
    hookTimeout: patience.unit,
    teardownTimeout: patience.unit,
  },
})
