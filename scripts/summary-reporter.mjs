/** Ends a test run with one plain line that says how many tests passed, failed and were skipped. */
export default class SummaryReporter {
  onTestRunEnd(testModules) {
    const counts = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    for (const testModule of testModules) {
      for (const test of testModule.children.allTests()) counts[test.result().state] += 1;
      // A file that cannot be loaded, or what comes before its tests, fails without any test that could.
      for (const suite of [testModule, ...testModule.children.allSuites()]) {
        if (suite.errors().length > 0) counts.failed += 1;
      }
    }
    const { passed, failed, skipped, pending } = counts;
    process.stdout.write(`\n${passed} passed, ${failed + pending} failed, ${skipped} skipped\n`);
  }
}
