import preactPreset from '@preact/preset-vite'
import { defineConfig } from 'vitest/config'

/** Unit tests in Node; screens are drawn into happy-dom by a file comment. Browser tests have vitest.archive.config.ts. */
export default defineConfig({
  plugins: [preactPreset({ prefreshEnabled: false, devToolsEnabled: false })],
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['tests/archive/**'],
    restoreMocks: true,
    setupFiles: ['tests/propertySeed.ts'],
    testTimeout: 20_000,
    maxWorkers: 2,
  },
})
