import { kinds } from '../../src/spec/kinds';
import { schemaPaths } from '../helpers/arbitrary/paths';
import { type Form, forms } from '../helpers/arbitrary/samples';
import { isDeep, type Place, unproven, unprovenBelow } from '../helpers/arbitrary/unproven';
import { writtenOf } from '../helpers/arbitrary/write-flow';

interface Exception {
  readonly of: (form: Form) => boolean;
  readonly path: RegExp;
  readonly because: string;
}

/** What is rightly not written, and why. */
const notWritten: readonly Exception[] = [
  {
    of: ({ kind }) => kind !== 'service' && kind !== 'store',
    path: /(^|\.)(servicePort|servicePortName|nodePort|appProtocol)$/,
    because: 'it has no Service, and a rule says so',
  },
  {
    of: () => true,
    path: /probes\.readiness\.terminationGracePeriodSeconds$/,
    because: 'a readiness probe stops nothing, and a rule says so',
  },
  {
    of: ({ fixed }) => !('workload' in fixed),
    path: /^(rollout\.partition|podManagement)$/,
    because: 'a Deployment has none, and a rule says so',
  },
  {
    of: ({ fixed }) => 'workload' in fixed,
    path: /^rollout\.(maxSurge|progressDeadlineSeconds)$/,
    because: 'a StatefulSet has none, and a rule says so',
  },
];

/** What a form of flow has that is written. */
function writtenPlaces(form: Form): SchemaPath[] {
  const exceptions = notWritten.filter(({ of }) => of(form));
  return schemaPaths(kinds[form.kind]).filter(({ path }) => !exceptions.some((one) => one.path.test(path.join('.'))));
}

const places = new Map(forms.map((form) => [form, writtenPlaces(form)]));
it.each(forms)('$kind $fixed: what is said of the flow itself is written', (form) => {
  const shallow = places.get(form)?.filter(([name]) => !isDeep(name));
  expect(unproven(form, shallow ?? [], writtenOf)).toEqual([]);
});

// What containers, probes and volumes say is written by the same code for every kind: each run tries it in some.
it('what is said of containers, probes, volumes and ports is written', () => {
  expect(unprovenBelow(places, writtenOf)).toEqual([]);
});
