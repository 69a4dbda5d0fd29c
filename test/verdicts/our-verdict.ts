import { check } from '../../src/model/check';
import { valuesSchema } from '../../src/model/compile';
import type { WorkloadSpec } from '../../src/model/flow-spec';
import { kinds } from '../../src/model/kinds';
import { ruleViolations } from '../../src/model/rules';
import type { Subject } from '../../tools/verdicts/subject';

/** The paths and messages of the errors that towpath reports for a value. */
export function ourErrors({ kind = 'service', flow }: Subject, value: unknown): string[] {
  const values = defined({ image: 'a:1', ...(kind === 'service' && { port: 80 }), ...flow(value as never) });
  const { violations } = check(valuesSchema(kinds[kind]), values);
  const found =
    violations.length > 0 ? violations : ruleViolations({ kind, flow: 'a', ...values } as never as WorkloadSpec);
  return found
    .filter((violation) => !('severity' in violation && violation.severity === 'warning'))
    .map(({ path, message }) => `${path.join('.')}: ${message}`);
}

function defined(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
