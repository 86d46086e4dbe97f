import preactPreset from '@preact/preset-vite'
import { defineConfig } from 'vitest/config'
import { patience } from './tests/patience.ts'

/** Unit tests in Node; screens are drawn into happy-dom by a file comment. Browser tests have vitest.archive.config.ts. */
export default defineConfig({
  plugins: [preactPreset({ prefreshEnabled: false, devToolsEnabled: false })],
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['tests/archive/**'],
    restoreMocks: true,
    setupFiles: ['tests/propertySeed.ts'],
    expect: { poll: { timeout: patience.step } },
    testTimeout: patience.unit,
    hookTimeout: patience.unit,
    teardownTimeout: patience.unit,
    maxWorkers: 2,
  },
})
