import { relative } from 'node:path'

/**
 * Reads what a run of vitest has written with its JSON reporter.
 *
 * @param {string} text
 * @param {string} root folder that the names of files are told from
 * @returns {{ passed: number, failed: number, failures: string[], unsteady: string[] }} counts of tests; which failed and why, a file that could
 * not be loaded among them; which failed once and passed at the second try, with the reason of the first
 */
export const readTestReport = (text, root) => {
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(text)
  return {
    passed: numPassedTests,
    failed: numFailedTests,
    failures: testResults.flatMap((file) => failuresOf(file, root)),
    unsteady: testResults.flatMap((file) => triesOf(file, root, 'passed')),
  }
}

/** A file that could not be loaded has a message and no tests. */
const failuresOf = (file, root) => {
  const tests = triesOf(file, root, 'failed')
  return tests.length === 0 && file.status === 'failed'
    ? [`  ${relative(root, file.name)}\n    ${file.message}`]
    : tests
}

/** Tests of a file that failed once at least and ended so, with the reasons. */
const triesOf = ({ name, assertionResults }, root, status) =>
  assertionResults
    .filter((test) => test.status === status && (test.failureMessages?.length ?? 0) > 0)
    .map(({ fullName, failureMessages }) =>
      [`  ${relative(root, name)} > ${fullName}`, ...failureMessages.map(withoutLibraries)].join('\n    '),
    )

const withoutLibraries = (message) => {
  const lines = message.split('\n')
  return lines.filter((line) => !/^\s+at .*node_modules/.test(line)).join('\n')
}
