import { conformanceViolations, outcomeOf } from 'towpath/testing';
import { kinds } from '../../../src/spec/kinds';
import { compose } from '../../../src/targets/compose';
import type { TargetWriter } from '../../../src/targets/target';
import { modelOrErrors } from '../../helpers/application-model';
import { schemaPaths } from '../../helpers/arbitrary/paths';
import { anySample, draws, type Form, forms, type Sample, saidOf } from '../../helpers/arbitrary/samples';
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
  [({ kind }) => kind === 'service' || kind === 'worker', /^rollout\.partition$/, 'a rule of the model refuses it'],
  [
    ({ fixed }) => 'workload' in fixed,
    /^rollout\.(maxSurge|progressDeadlineSeconds)$/,
    'a rule of the model refuses it',
  ],
];

let writer: TargetWriter<undefined>;
beforeAll(async () => {
  writer = await compose.load();
});

function modelOfSample(sample: Sample) {
  const said = saidOf(sample);
  const model = modelOrErrors(applicationOf(sample, said.code), environmentOf(said));
  return 'flows' in model ? model : undefined;
}

function written(sample: Sample): string | undefined {
  const model = modelOfSample(sample);
  return model && outcomeOf(compose, writer, model, undefined);
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
  const models = [...draws(anySample, 60)].flatMap((sample) => modelOfSample(sample) ?? []);
  expect(models.length).toBeGreaterThan(10);
  expect(models.flatMap((model) => conformanceViolations(compose, writer, model, undefined))).toEqual([]);
});
