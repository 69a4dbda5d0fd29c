import { printable } from '../diagnostics';
import { differencesBetween, imageOf, objectOf, restrictionsBroken } from './facts';
import type { SynthesizedApplication } from './synthesize';

interface Outcome {
  readonly pass: boolean;
  message(): string;
}

const outcome = (pass: boolean, expected: string, ...found: readonly string[]): Outcome => ({
  pass,
  message: () => `expected ${printable(expected)}\nfound ${found.map(printable).join('\n  ')}`,
});

declare global {
  namespace jest {
    interface Matchers<R> {
      toHaveObject(flow: string, name: string): R;
      toRunImage(flow: string, image: string): R;
      toRunAsRestricted(): R;
      toDifferOnlyIn(other: SynthesizedApplication, paths: readonly string[]): R;
    }
  }
}

/** Matchers of jest for the result of `synthesize`. Add them with `expect.extend(matchers)`. */
export const matchers = {
  /** `expect(app).toHaveObject('db', 'pvc')` */
  toHaveObject(app: SynthesizedApplication, flow: string, name: string): Outcome {
    const pass = objectOf(app, flow, name) !== undefined;
    return outcome(pass, `${pass ? 'no ' : ''}object ${flow}-${name}`, Object.keys(app.objects).join(', '));
  },

  /** `expect(app).toRunImage('api', 'example/pssp-api:v0.3.0')` */
  toRunImage(app: SynthesizedApplication, flow: string, image: string): Outcome {
    const found = imageOf(app, flow);
    return outcome(
      found === image,
      `${flow} to run ${found === image ? 'a different image than ' : ''}${image}`,
      String(found),
    );
  },

  /** `expect(app).toRunAsRestricted()`: every pod meets the "restricted" Pod Security Standard. */
  toRunAsRestricted(app: SynthesizedApplication): Outcome {
    const broken = restrictionsBroken(app);
    const pass = broken.length === 0;
    const found = pass ? ['no violations'] : broken;
    return outcome(pass, `pods that ${pass ? 'violate' : 'meet'} the "restricted" Pod Security Standard`, ...found);
  },

  /**
   * `expect(tst).toDifferOnlyIn(prod, ['spec.replicas', 'db-pvc: spec.resources'])` passes if all differing fields are
   * at or below these paths, and if there is a difference at each path. A path without a file is valid for all files.
   */
  toDifferOnlyIn(app: SynthesizedApplication, other: SynthesizedApplication, paths: readonly string[]): Outcome {
    const found = differencesBetween(app, other);
    const surplus = found.filter((difference) => !paths.some((path) => covers(path, difference)));
    const unmet = paths.filter((path) => !found.some((difference) => covers(path, difference)));
    const lines = [
      ...surplus.map((line) => `unexpected difference: ${line}`),
      ...unmet.map((path) => `no difference: ${path}`),
    ];
    const names = `${app.environment} and ${other.environment}`;
    const pass = lines.length === 0;
    return outcome(pass, `${names} to differ only in ${paths.join(', ')}`, ...(pass ? found : lines));
  },
};

function covers(path: string, difference: string): boolean {
  const [file = '', field = ''] = difference.split(': ');
  const [wantedFile, wantedField] = path.includes(': ') ? path.split(': ') : [file, path];
  return (
    file === wantedFile &&
    (field === wantedField || (/^[.[]/.test(field.slice(wantedField?.length)) && field.startsWith(wantedField ?? '')))
  );
}
