import { environment } from '../../applications/resolver';
import type { ApplicationAssembly } from '../../assembly/application-assembly';
import { assemble } from '../../assembly/assemble';
import { kinds } from '../../model/kinds';
import type { Target } from '../../targets/target';
import { applicationOf, overlayOf } from './samples/application';
import { schemaPaths } from './samples/paths';
import { type Form, forms, type Sample, saidOf } from './samples/sample';
import { isDeep, type Place, unproven, unprovenBelow } from './samples/unproven';
import type { Written } from './write';

export type { Form };

/** Properties that no target sees, because a rule of the model refuses them, or because only the model uses them. */
const refused: readonly (readonly [of: (form: Form) => boolean, path: RegExp])[] = [
  [
    ({ kind }) => kind !== 'service' && kind !== 'store',
    /(^|\.)(servicePort|servicePortName|targetPort|containerPort|nodePort|appProtocol)$/,
  ],
  [() => true, /^allowLatest$/],
  [() => true, /probes\.readiness\.terminationGracePeriodSeconds$/],
  [({ fixed }) => !('workload' in fixed), /^(rollout\.partition|podManagement)$/],
  [({ fixed }) => 'workload' in fixed, /^(volume|volumes\.\*)\.claimName$/],
  [({ fixed }) => 'workload' in fixed, /^rollout\.(maxSurge|progressDeadlineSeconds)$/],
];

/** Properties that change neither the files of a target nor what it reports, as violations. */
export function droppedProperties(
  write: (assemblies: readonly ApplicationAssembly[]) => Written,
  { name, reads }: Target,
  changesNothing: (property: string, form: Form) => boolean,
): string[] {
  const outcome = (sample: Sample) => {
    const assembly = assemblyOf(sample, reads === 'objects');
    return assembly && write([assembly]).outcome;
  };
  const places = new Map(forms.map((form) => [form, placesOf(form, changesNothing)]));
  const shallow = [...places].flatMap(([form, all]) =>
    unproven(
      form,
      all.filter(([property]) => !isDeep(property)),
      outcome,
    ).map((property) => `${form.kind} ${property}`),
  );
  // The same code writes containers, probes and volumes for every kind, so each property is tried in one kind only.
  const deep = unprovenBelow(places, outcome);
  return [...shallow, ...deep].map(
    (property) => `${name}: the property \`${property}\` changes no file and is not reported as lost`,
  );
}

function placesOf(form: Form, changesNothing: (property: string, form: Form) => boolean): Place[] {
  return schemaPaths(kinds[form.kind])
    .map((place) => [place.path.join('.'), place] as const)
    .filter(([property]) => !refused.some(([of, path]) => of(form) && path.test(property)))
    .filter(([property]) => !changesNothing(property, form));
}

/** Builds an application with a sample; undefined if a rule refuses the sample. */
function assemblyOf(sample: Sample, hasObjects: boolean): ApplicationAssembly | undefined {
  const { code, overlay } = saidOf(sample);
  const entry = { id: 'shop', construct: applicationOf(sample, code) };
  const assembly = assemble(entry, environment('here', overlayOf(overlay)), { objects: hasObjects });
  return assembly.issues.some(({ severity }) => severity === 'error') ? undefined : assembly;
}
