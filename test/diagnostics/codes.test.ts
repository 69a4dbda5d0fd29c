import { exitCodeOf } from '../../src/cli/issues';
import { registries } from '../../src/diagnostics/codes';

test('a code has one meaning: it stands in one registry alone', () => {
  const all = registries.flatMap((registry) => Object.keys(registry));
  expect(all.filter((code, index) => all.indexOf(code) !== index)).toEqual([]);
});

test('the exit code says that another system failed where an error says so, and not a warning', () => {
  const issue = (severity: 'error' | 'warning', code: 'cluster-failed' | 'invalid-value') => ({
    severity,
    code,
    message: '',
  });
  expect(exitCodeOf([issue('error', 'cluster-failed'), issue('error', 'invalid-value')])).toBe(3);
  expect(exitCodeOf([issue('warning', 'cluster-failed'), issue('error', 'invalid-value')])).toBe(2);
});
