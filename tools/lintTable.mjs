/**
 * Writes .oxlintrc.json from the import table of docs/architecture.md, so that the table stands in one readable place.
 * Run `node tools/lintTable.mjs` after a change of the table; a test checks that the file is up to date.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** folder → folders it may import, folders it may import types from, packages it may import */
export const importTable = {
  'widget/records': { from: [], typesFrom: [], packages: [] },
  'widget/texts': { from: ['records'], typesFrom: [], packages: ['date-fns', '@date-fns/tz'] },
  'widget/settings': { from: ['records'], typesFrom: [], packages: ['valibot'] },
  'widget/calc': { from: ['records'], typesFrom: ['settings'], packages: [] },
  'widget/reports': {
    from: ['records', 'calc', 'texts'],
    typesFrom: ['settings'],
    packages: ['date-fns', '@date-fns/tz'],
  },
  'widget/exports': { from: ['texts'], typesFrom: ['reports', 'records'], packages: [] },
  'widget/api': { from: ['records'], typesFrom: [], packages: ['axios', 'valibot'] },
  'widget/store': { from: ['records'], typesFrom: ['settings', 'calc', 'reports'], packages: ['idb'] },
  'widget/jobs': {
    from: ['records', 'settings', 'calc', 'reports'],
    typesFrom: ['api', 'store'],
    packages: [],
  },
  'widget/state': {
    from: ['records', 'settings', 'calc', 'reports', 'jobs', 'texts'],
    typesFrom: ['api', 'store'],
    packages: ['@preact/signals'],
  },
  'widget/views': {
    from: ['state', 'texts'],
    typesFrom: ['records', 'settings', 'calc', 'reports', 'jobs', 'exports'],
    packages: ['preact', '@preact/signals'],
  },
  'widget/shell': {
    from: ['views'],
    typesFrom: ['state', 'settings', 'records', 'texts'],
    packages: ['preact', 'jquery'],
  },
  /** Parts of the composition root, one per screen: they join what the layers offer, and hold no rules of their own. */
  'widget/wiring': {
    from: ['records', 'texts', 'settings', 'calc', 'api', 'store', 'jobs', 'state', 'views', 'shell'],
    typesFrom: ['reports'],
    packages: [],
  },
}

/** The page belongs to shell and views alone: these globals are forbidden elsewhere in widget/. */
const pageGlobals = [
  'document',
  'window',
  'location',
  'localStorage',
  'sessionStorage',
  'APP',
  'AMOCRM',
  'navigator',
  'history',
]

/** Folders that may touch the page. */
const pageFolders = ['widget/views', 'widget/shell', 'widget/wiring']

/** Folders whose functions are pure: no clock, no randomness, no timers, no promises. */
const pureFolders = ['widget/records', 'widget/calc', 'widget/reports', 'widget/settings']

const restrictedImports = (folder, row, isNested) => {
  const own = folder.split('/').pop()
  const anyway = (names) => names.flatMap((name) => [`!../${name}/**`, `!../../${name}/**`])
  const packages = row.packages.flatMap((name) => [`!${name}`, `!${name}/**`])
  const typesOnly = {
    regex: `^(\\.\\./)+(${row.typesFrom.join('|')})/`,
    message: `${folder} may import only types from here`,
    allowTypeImports: true,
  }
  const allowed = [...anyway([own]), ...anyway(row.from), ...anyway(row.typesFrom), ...packages]
  // The order matters: a pattern that lets an import through ends the check for it.
  return [
    'error',
    {
      patterns: [
        ...(row.typesFrom.length === 0 ? [] : [typesOnly]),
        {
          // From a folder inside the layer `../` leads back into the layer, and `../../` to the other layers.
          group: ['**', '!./**', ...(isNested ? ['!../**', '../../**'] : ['!../*.css']), ...allowed],
          message: `${folder} may not import this (docs/architecture.md, import table)`,
        },
      ],
    },
  ]
}

const overrideOf = ([folder, row]) => {
  const rules = { 'typescript/no-restricted-imports': restrictedImports(folder, row, false) }
  const isPure = pureFolders.includes(folder)
  const globals = [
    ...(pageFolders.includes(folder) ? [] : pageGlobals),
    ...(isPure ? ['Date', 'setTimeout', 'setInterval', 'crypto', 'performance'] : []),
  ]
  if (globals.length > 0) rules['no-restricted-globals'] = ['error', ...globals]
  if (isPure) {
    rules['no-restricted-properties'] = ['error', { object: 'Math', property: 'random' }]
    rules['oxc/no-async-await'] = 'error'
  }
  const nested = { 'typescript/no-restricted-imports': restrictedImports(folder, row, true) }
  return [
    { files: [`${folder}/**`], rules },
    { files: [`${folder}/*/**`], rules: nested },
  ]
}

export const oxlintConfig = {
  $schema: './node_modules/oxlint/configuration_schema.json',
  plugins: ['typescript', 'import', 'oxc', 'unicorn', 'promise'],
  categories: { correctness: 'error', suspicious: 'error' },
  ignorePatterns: ['dist', 'node_modules', 'tests/fixtures', '.cache'],
  rules: {
    'import/no-cycle': 'error',
    'import/no-unassigned-import': ['error', { allow: ['**/*.css'] }],
    'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
    'no-console': 'error',
    'no-alert': 'error',
    'no-eval': 'error',
    'no-empty': ['error', { allowEmptyCatch: false }],
    'no-shadow': 'off',
    'no-await-in-loop': 'off',
    'no-underscore-dangle': 'off',
    'unicorn/no-array-sort': 'off',
    'unicorn/no-array-reverse': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/consistent-type-imports': 'error',
    'typescript/no-unsafe-type-assertion': 'off',
    'typescript/consistent-return': 'off',
    'promise/always-return': 'off',
  },
  overrides: [
    ...Object.entries(importTable).flatMap(overrideOf),
    { files: ['widget/script.ts'], rules: { 'import/no-default-export': 'off' } },
    {
      files: ['host/**', 'bench/**'],
      rules: {
        'typescript/no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                group: ['../widget/**', '../../widget/**', '../../../widget/**'],
                message: 'host and widget share no code: all that joins them is HTTP and the page',
              },
            ],
          },
        ],
      },
    },
    {
      files: ['host/account/**'],
      rules: {
        'typescript/no-restricted-imports': [
          'error',
          { patterns: [{ group: ['../api/**', '../control/**', '../page/**', '../seeds/**'] }] },
        ],
      },
    },
    {
      files: ['host/archives/**'],
      rules: {
        'typescript/no-restricted-imports': [
          'error',
          { patterns: [{ group: ['../api/**', '../control/**', '../page/**', '../seeds/**'] }] },
        ],
      },
    },
    {
      files: ['host/api/**'],
      rules: {
        'typescript/no-restricted-imports': [
          'error',
          { patterns: [{ group: ['**/control/**', '**/page/**', '**/seeds/**', '**/widget/**'] }] },
        ],
      },
    },
    {
      files: ['host/seeds/**'],
      rules: {
        'typescript/no-restricted-imports': [
          'error',
          { patterns: [{ group: ['../api/**', '../control/**', '../page/**'] }] },
        ],
      },
    },
    {
      files: ['host/page/**'],
      rules: {
        'typescript/no-restricted-imports': [
          'error',
          { patterns: [{ group: ['**/account/**', '**/api/**', '**/control/**', '**/seeds/**'] }] },
        ],
      },
    },
    { files: ['bench/**'], rules: { 'typescript/no-restricted-imports': 'off' } },
    { files: ['tests/**'], rules: { 'max-lines': ['error', { max: 400 }] } },
    {
      files: ['tools/**', 'host/main.ts', 'bench/**', 'tests/archive/soak/**'],
      rules: { 'no-console': 'off' },
    },
  ],
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync('.oxlintrc.json', `${JSON.stringify(oxlintConfig, null, 2)}\n`)
