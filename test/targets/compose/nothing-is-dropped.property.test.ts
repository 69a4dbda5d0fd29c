import fc from 'fast-check';
import { conformanceViolations, outcomeOf } from 'towpath/testing';
import { assemble } from '../../../src/assembly/assemble';
import { kinds } from '../../../src/spec/kinds';
import { compose } from '../../../src/targets/compose';
import type { TargetWriter } from '../../../src/targets/target';
import { schemaPaths } from '../../helpers/arbitrary/paths';
import { anySample, type Form, forms, type Sample, saidOf } from '../../helpers/arbitrary/samples';
import { applicationOf, environmentOf } from '../../helpers/arbitrary/synthesize-sample';
import { isDeep, type Place, unproven, unprovenBelow } from '../../helpers/arbitrary/unproven';

/** Properties that are neither written nor reported, each with the reason. */
const exceptions: readonly (readonly [of: (form: Form) => boolean, path: RegExp, because: string])[] = [
  [
    ({ kind }) => kind !== 'service' && kind !== 'store',
    /(^|\.)(servicePort|servicePortName|nodePort|appProtocol)$/,
    'a flow without a Service may not set it: a rule of the model reports it',
  ],
  [() => true, /probes\.readiness\.terminationGracePeriodSeconds$/, 'a rule of the model refuses it'],
  [() => true, /probes\.startup\.successThreshold$/, 'a rule of the model refuses any other number than 1'],
  [() => true, /^volumes\.\*\.empty$/, 'in memory or not, a folder of one container becomes a `tmpfs`'],
  [({ fixed }) => !('workload' in fixed), /^(rollout\.partition|podManagement)$/, 'a StatefulSet alone has it'],
  [
    ({ fixed }) => 'workload' in fixed,
    /^rollout\.(maxSurge|progressDeadlineSeconds)$/,
    'a rule of the model refuses it',
  ],
];

let writer: TargetWriter;
beforeAll(async () => {
  writer = await compose.load();
});

/** A sample as data alone; undefined where a rule of the model refuses it. */
function assemblyOf(sample: Sample) {
  const said = saidOf(sample);
  const entry = { id: 'shop', construct: applicationOf(sample, said.code) };
  const assembly = assemble(entry, environmentOf(said), { objects: false });
  return assembly.issues.some(({ severity }) => severity === 'error') ? undefined : assembly;
}

function written(sample: Sample): string | undefined {
  const assembly = assemblyOf(sample);
  return assembly && outcomeOf(compose, writer, assembly);
}

function places(form: Form): Place[] {
  return schemaPaths(kinds[form.kind])
    .map((place) => [place.path.join('.'), place] as const)
    .filter(([name]) => !exceptions.some(([of, path]) => of(form) && path.test(name)));
}

it.each(forms)('$kind $fixed: every property of the flow itself is written or reported', (form) => {
  expect(
    unproven(
      form,
      places(form).filter(([name]) => !isDeep(name)),
      written,
    ),
  ).toEqual([]);
});

// Containers, probes and volumes are written by the same code for every kind, so that each run tries a property in one kind.
it('every property of containers, probes, volumes and ports is written or reported', () => {
  expect(unprovenBelow(new Map(forms.map((form) => [form, places(form)])), written)).toEqual([]);
});

it('keeps the rules of all targets, whatever an application says', () => {
  const assemblies = fc.sample(anySample, 60).flatMap((sample) => assemblyOf(sample) ?? []);
  expect(assemblies.length).toBeGreaterThan(10);
  expect(assemblies.flatMap((one) => conformanceViolations(compose, writer, one))).toEqual([]);
});
