import { join } from 'node:path';
import fc from 'fast-check';
import { environment } from 'towpath';
import { type KubernetesObject, type SynthesizedApplication, synthesize } from 'towpath/testing';
import Pssp from '../../apps/pssp';
import { podIn } from '../../src/kubernetes/pod-in';
import { podSecurityViolations } from '../../src/kubernetes/pod-security';
import { describeValue } from '../../src/spec/describe';
import { flowKinds, kinds } from '../../src/spec/kinds';
import { says, schemaPaths } from '../helpers/arbitrary/paths';
import { anySample, draws, forms, type Sample, sampleSaying } from '../helpers/arbitrary/samples';
import { flowId, synthesizeSample } from '../helpers/arbitrary/synthesize-sample';
import { kubernetesVersions, schemaOf } from '../helpers/kubernetes-schema';

const withSchemas = kubernetesVersions.length > 0 ? describe.each(kubernetesVersions) : describe.skip.each(['none']);

/** Whatever the model can say: drawn from its one schema, in every kind of flow. */
const accepted: { sample: Sample; app: SynthesizedApplication }[] = [];
const refused: string[][] = [];
const unsaid = new Map(flowKinds.map((kind) => [kind, new Set(schemaPaths(kinds[kind]).map(({ path }) => path))]));

function attempt(sample: Sample): void {
  const app = synthesizeSample(sample);
  if (Array.isArray(app)) {
    refused.push(app);
    return;
  }
  accepted.push({ sample, app });
  const left = unsaid.get(sample.kind) ?? new Set();
  for (const path of left) if (says(sample.values, path)) left.delete(path);
}

beforeAll(() => {
  for (const sample of fc.sample(anySample, 500)) attempt(sample);
  // What chance left out is asked for.
  for (const form of forms) {
    const left = unsaid.get(form.kind) ?? new Set();
    for (const path of left) {
      for (const sample of draws(sampleSaying(form, path), 20)) {
        if (!left.has(path)) break;
        if (says(sample.values, path)) attempt(sample);
      }
    }
  }
});

it('every property of every kind was said', () => {
  const left = [...unsaid].flatMap(([kind, paths]) => [...paths].map((path) => `${kind} ${path.join('.')}`));
  // Rules refuse these: a Deployment has no partition, a readiness probe stops nothing, and a flow without a Service says nothing of one.
  const refusedByRules = [
    /^(service|worker) rollout\.partition$/,
    /^\w+ (sidecars\.\*\.)?probes\.readiness\.terminationGracePeriodSeconds$/,
    /^(worker|job|schedule) (.*\.)?(servicePort|servicePortName|nodePort|appProtocol)$/,
  ];
  expect(left.filter((name) => !refusedByRules.some((rule) => rule.test(name)))).toEqual([]);
});

it('most of what was said is accepted, and the rest is refused for a reason', () => {
  expect(refused.length / (accepted.length + refused.length)).toBeLessThan(0.5);
  // Above all no `construct-invalid`, and nothing that was thrown on the way.
  const reasons = ['pod-security', 'invalid-value', 'missing-value', 'reference-unresolved'];
  expect(refused.flat().filter((code) => !reasons.includes(code))).toEqual([]);
});

it('pods of a flow that is "restricted" or "baseline" keep that standard', () => {
  const broken = accepted.flatMap(({ app }) => {
    const spec = app.specs[flowId] as { security?: 'restricted' | 'baseline' | 'none' };
    const { security = 'none' } = spec;
    if (security === 'none') return [];
    return Object.values(app.objects).flatMap((object) => podSecurityViolations(security, podIn(object)));
  });
  expect(broken).toEqual([]);
  expect(refused.flat()).toContain('pod-security');
});

withSchemas('Kubernetes %s', (version) => {
  let problems: (object: KubernetesObject) => string[];
  // A Route is OpenShift's, not Kubernetes'.
  const allProblems = (app: SynthesizedApplication) =>
    Object.values(app.objects).flatMap((object) => (object.kind === 'Route' ? [] : problems(object)));

  beforeAll(() => {
    problems = schemaOf(version);
  });

  it.each(['dev', 'tst', 'prod'])('accepts pssp in %s', (name) => {
    expect(allProblems(synthesize(Pssp, name, { root: join(__dirname, '../..') }))).toEqual([]);
  });

  it('would notice a field that does not exist', () => {
    const [object] = Object.values(synthesize(Pssp, environment('dev')).objects);
    expect(problems({ ...object, spec: { replicsa: 1 } } as never)).not.toEqual([]);
  });

  it('accepts whatever the model can say', () => {
    for (const { sample, app } of accepted) {
      const found = allProblems(app);
      // The sample is shown where there is something to say of it.
      expect({ found, ...(found.length > 0 && { sample: describeValue(sample.values) }) }).toEqual({ found: [] });
    }
  });
});
