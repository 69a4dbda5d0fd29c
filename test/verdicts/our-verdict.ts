import { environment, TowpathError } from 'towpath';
import { synthesize } from 'towpath/testing';
import { environmentProperties } from '../../src/environments/properties';
import { check } from '../../src/model/check';
import { overlaySchema, readings } from '../../src/model/compile';
import { violationsOf } from '../../src/model/conforms';
import type { WorkloadSpec } from '../../src/model/flow-spec';
import { kinds } from '../../src/model/kinds';
import { ruleViolations } from '../../src/model/rules';
import type { Place } from '../../tools/verdicts/subject';
import { define } from '../helpers/define';
import { constructs, least } from '../helpers/flow-kinds';

type Values = Readonly<Record<string, unknown>>;

/** The paths and messages of the errors that towpath reports for a value. */
export function ourErrors({ kind = 'service', flow, whole }: Place, value: unknown): string[] {
  if (whole) {
    const { flow: values = {}, environment: around = {} } = whole(value as never);
    const { violations } = check(overlaySchema(environmentProperties), around);
    if (violations.length > 0) return violations.map(({ path, message }) => `${path.join('.')}: ${message}`);
    return errorsOfApplication(kind, values, around);
  }
  const values = defined({ image: 'a:1', ...(kind === 'service' && { port: 80 }), ...flow?.(value as never) });
  const violations = violationsOf(kinds[kind], readings.values, values);
  const found =
    violations.length > 0 ? violations : ruleViolations({ kind, flow: 'a', ...values } as never as WorkloadSpec);
  return found
    .filter((violation) => !('severity' in violation && violation.severity === 'warning'))
    .map(({ path, message }) => `${path.join('.')}: ${message}`);
}

/** The errors of an application `shop` with a flow `it`, a ConfigMap, a Secret and a disk. */
function errorsOfApplication(kind: keyof typeof constructs, values: Values, around: Values): string[] {
  const Shop = define((app) => {
    app.config('texts', { data: { a: 'a' } });
    app.secret('login');
    app.volume('files', { size: '1Gi' });
    new constructs[kind](app, 'it', defined({ image: 'a:1', user: 1, ...least[kind], ...values }) as never);
  });
  try {
    synthesize(Shop, environment('here', around), { id: 'shop' });
    return [];
  } catch (error) {
    if (!TowpathError.is(error)) throw error;
    return error.issues
      .filter(({ severity }) => severity === 'error')
      .map(({ path, message }) => `${path}: ${message}`);
  }
}

function defined(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
