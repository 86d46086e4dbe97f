import { describe, expect, it } from 'vitest'
import { readTestReport } from '../../tools/readTestReport.mjs'

const report = (...tests: { name: string; status: string; failures: string[] }[]): string =>
  JSON.stringify({
    numPassedTests: tests.filter(({ status }) => status === 'passed').length,
    numFailedTests: tests.filter(({ status }) => status === 'failed').length,
    testResults: [
      {
        name: '/project/tests/archive/card.test.ts',
        status: 'passed',
        message: '',
        assertionResults: tests.map(({ name, status, failures }) => ({
          fullName: name,
          status,
          failureMessages: failures,
        })),
      },
    ],
  })

describe('the report of a run of tests', () => {
  it('tells a test that passed at the second try only, with the reason of the first', () => {
    const message = 'AssertionError: 1 is not 2\n    at card.test.ts:3\n    at /x/node_modules/vitest/a.js:1'
    const read = readTestReport(
      report(
        { name: 'an open card is drawn', status: 'passed', failures: [message] },
        { name: 'an open card is left', status: 'passed', failures: [] },
      ),
      '/project',
    )
    expect(read).toEqual({
      passed: 2,
      failed: 0,
      failures: [],
      unsteady: [
        '  tests/archive/card.test.ts > an open card is drawn\n    AssertionError: 1 is not 2\n    at card.test.ts:3',
      ],
    })
  })

  it('tells failures with their reasons, and no failed test as an unsteady one', () => {
    const read = readTestReport(
      report({ name: 'a', status: 'failed', failures: ['no', 'no again'] }),
      '/project',
    )
    expect(read).toMatchObject({
      failed: 1,
      failures: ['  tests/archive/card.test.ts > a\n    no\n    no again'],
    })
    expect(read.unsteady).toEqual([])
  })

  it('tells a file that could not be loaded', () => {
    const file = {
      name: '/project/tests/a.test.ts',
      status: 'failed',
      message: 'no such module',
      assertionResults: [],
    }
    const text = JSON.stringify({ numPassedTests: 0, numFailedTests: 0, testResults: [file] })
    expect(readTestReport(text, '/project').failures).toEqual(['  tests/a.test.ts\n    no such module'])
  })
})
