// What failed, then one line as pytest ends with, for tools/run_tests.py to add up.
export default async function* report(events) {
  const began = Date.now();
  const counts = { passed: 0, failed: 0 };
  for await (const { type, data } of events) {
    if (type === "test:pass") counts.passed += 1;
    if (type === "test:fail") {
      counts.failed += 1;
      yield `FAILED ${data.name} (${data.file}:${data.line})\n${data.details.error.cause?.message ?? data.details.error.message}\n`;
    }
    if (type === "test:stderr" || type === "test:stdout") yield data.message;
  }
  const failed = counts.failed ? `${counts.failed} failed, ` : "";
  yield `${failed}${counts.passed} passed in ${((Date.now() - began) / 1000).toFixed(2)}s\n`;
}
