import { groupBy } from '../data/group-by';
import { type Fields, fieldsOf } from '../equivalence/fields';
import { kinds } from '../model/kinds';
import { sharedProperties } from '../model/parts';
import type { ApplicationDraft, FlowCode, ProposeOptions } from './draft';
import { EnvironmentFiles } from './environment-files';
import { factor } from './factor';
import { factorForeign, factorParts } from './factor-parts';
import { type FlowValues, imagesOf, isUnfixed, type OwnImage, ownImages, pinsOf, withOwnImages } from './images';
import { type CommonNaming, commonNaming, namingProps } from './naming';
import { readObjects, withPatterns } from './read-environment';
import type { FlowDraft } from './read-flow';
import { filledIn, othersOf, sharedAnnotations, withoutShared } from './shared-metadata';
import { mainNamespace } from './source-object';
import { filled, isEmpty } from './values';

/** Proposes an application that makes these objects in each environment. */
export function propose(sources: ReadonlyMap<string, readonly Fields[]>, options: ProposeOptions): ApplicationDraft {
  const environments = [...sources.keys()];
  const found = withPatterns(
    new Map(
      [...sources].map(([environment, objects]) => [
        environment,
        readObjects(objects, environment, environments, options),
      ]),
    ),
  );
  const naming = commonNaming(
    [...found.values()].flatMap(({ flows }) => flows),
    (label, pattern) =>
      [...found].every(([environment, read]) =>
        othersOf(read).every(({ labels }) => fieldsOf(labels)[label] === filledIn(pattern, environment)),
      ),
  );
  const annotations = sharedAnnotations(found);
  const reads = withoutShared(found, annotations, naming);
  const flowsById = groupBy(
    [...reads].flatMap(([environment, { flows }]) => flows.map((flow) => ({ environment, flow }))),
    ({ flow }) => flow.id,
  );
  const files = new EnvironmentFiles(options.heads, options.application);
  for (const environment of environments) {
    const namespace = mainNamespace(sources.get(environment) ?? []);
    if (namespace !== undefined && namespace !== options.heads.get(environment)?.namespace)
      files.add(environment, { namespace });
  }
  const written = new Map(
    [...flowsById].map(([id, some]) => [id, allowingLatest(propsByEnvironment(some, naming), environments)]),
  );
  const images = ownImages(written, options.isOwnImage);
  const pinned = withPins(written, images, environments, files);
  const flows = [...flowsById].map(([id, [{ flow }]]): FlowCode => {
    const { code, overlays } = factor(pinned.get(id) ?? new Map(), kinds[flow.kind]);
    for (const [environment, overlay] of overlays)
      if (!isEmpty(overlay)) files.add(environment, { flows: { [id]: overlay } });
    return { id, kind: flow.kind, props: code };
  });
  const shared = factor(new Map([...annotations].map(([name, one]) => [name, filled({ ...one })])), sharedProperties);
  for (const [environment, overlay] of shared.overlays)
    if (!isEmpty(overlay)) files.add(environment, { defaults: overlay });
  return {
    id: options.application,
    environments,
    naming,
    shared: shared.code,
    images,
    parts: factorParts(reads, files),
    flows,
    foreign: factorForeign(reads),
    files: files.contents,
  };
}

function propsByEnvironment(
  flows: readonly { readonly environment: string; readonly flow: FlowDraft }[],
  common: CommonNaming,
): FlowValues {
  return new Map(
    flows.map(({ environment, flow }) => [environment, filled({ ...flow.props, naming: namingProps(flow, common) })]),
  );
}

/**
 * The properties with the application's images, whose pins go into the files of the environments. A file also says which
 * flows its environment lacks.
 */
function withPins(
  written: ReadonlyMap<string, FlowValues>,
  images: readonly OwnImage[],
  environments: readonly string[],
  files: EnvironmentFiles,
): ReadonlyMap<string, FlowValues> {
  const byRepository = new Map(images.map((image) => [image.repository, image]));
  const pinned = new Map([...written.keys()].map((id) => [id, new Map<string, Fields>()]));
  for (const environment of environments) {
    const present = [...written].flatMap(([id, values]) => {
      const props = values.get(environment);
      return props ? [[id, props] as const] : [];
    });
    const pins = pinsOf(Object.fromEntries(present), images);
    const [only] = images;
    const isSingle = images.length === 1 && only !== undefined && Object.hasOwn(pins.images, only.name);
    const ofImages = isSingle ? pins.images[only.name] : { images: pins.images };
    files.add(environment, filled({ ...ofImages, flows: pins.flows }));
    for (const [id, props] of present) pinned.get(id)?.set(environment, withOwnImages(props, byRepository, pins));
    for (const [id, values] of written)
      if (!values.has(environment)) files.add(environment, { flows: { [id]: { enabled: false } } });
  }
  return pinned;
}

/** Images without a tag are allowed only in the first environment, unless a flow gives a reason. */
function allowingLatest(values: FlowValues, environments: readonly string[]): FlowValues {
  const later = [...values].filter(([environment]) => environment !== environments[0]);
  if (!later.some(([, props]) => imagesOf(props).some(([, image]) => isUnfixed(image)))) return values;
  const allowLatest = 'the image had no fixed version when the application was adopted';
  return new Map([...values].map(([environment, props]) => [environment, { ...props, allowLatest }]));
}
