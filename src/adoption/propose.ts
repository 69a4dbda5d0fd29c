import { merge } from '../data/merge';
import { type Fields, fieldsOf } from '../equivalence/fields';
import type { FlowKind } from '../model/flow-kinds';
import { kinds } from '../model/kinds';
import { sharedProperties } from '../model/parts';
import type { ApplicationDraft, FlowCode, ProposeOptions } from './draft';
import { factor } from './factor';
import { factorForeign, factorParts } from './factor-parts';
import { type FlowValues, imagesOf, isUnfixed, ownImages, pinsOf, withOwnImages } from './images';
import { type CommonNaming, commonNaming, namingProps } from './naming';
import { type Read, readObjects, withPatterns } from './read-environment';
import { withSourceTexts } from './references/referring-text';
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
  const all = [...reads.values()].flatMap(({ flows }) => flows);
  const ids = [...new Set(all.map(({ id }) => id))];
  const valuesOf = new Map(ids.map((id) => [id, allowingLatest(propsByEnvironment(id, reads, naming), environments)]));
  const images = ownImages(valuesOf, options.isOwnImage);
  const files = new Map(options.heads);
  const add = (environment: string, content: Fields) => {
    const added = { apps: { [options.application]: withSourceTexts(content) } };
    files.set(environment, merge(files.get(environment) ?? {}, added) as Fields);
  };
  for (const environment of environments) {
    const namespace = mainNamespace(sources.get(environment) ?? []);
    if (namespace !== undefined && namespace !== options.heads.get(environment)?.namespace)
      add(environment, { namespace });
    const flows = Object.fromEntries(
      [...valuesOf].flatMap(([id, values]) =>
        values.has(environment) ? [[id, values.get(environment) as Fields]] : [],
      ),
    );
    const pins = pinsOf(flows, images);
    const [only] = images;
    const isSingle = images.length === 1 && only !== undefined && only.name in pins.images;
    add(environment, filled({ ...(isSingle ? pins.images[only.name] : { images: pins.images }), flows: pins.flows }));
    for (const [id, values] of valuesOf) {
      const props = values.get(environment);
      if (props) (values as Map<string, Fields>).set(environment, withOwnImages(props, images, pins));
      else add(environment, { flows: { [id]: { enabled: false } } });
    }
  }
  const flows = ids.map((id): FlowCode => {
    const kind = all.find((flow) => flow.id === id)?.kind as FlowKind;
    const { code, overlays } = factor(valuesOf.get(id) ?? new Map(), kinds[kind]);
    for (const [environment, overlay] of overlays)
      if (!isEmpty(overlay)) add(environment, { flows: { [id]: overlay } });
    return { id, kind, props: code };
  });
  const shared = factor(new Map([...annotations].map(([name, one]) => [name, filled({ ...one })])), sharedProperties);
  for (const [environment, overlay] of shared.overlays) if (!isEmpty(overlay)) add(environment, { defaults: overlay });
  const parts = factorParts(reads, add);
  const foreign = factorForeign(reads);
  return { id: options.application, environments, naming, shared: shared.code, images, parts, flows, foreign, files };
}

function propsByEnvironment(id: string, reads: ReadonlyMap<string, Read>, common: CommonNaming): FlowValues {
  const flows = [...reads].flatMap(([environment, read]) =>
    read.flows
      .filter((flow) => flow.id === id)
      .map((flow) => {
        return [environment, filled({ ...flow.props, naming: namingProps(flow, common) })] as const;
      }),
  );
  return new Map(flows);
}

/** Images without a tag are allowed only in the first environment, unless a flow gives a reason. */
function allowingLatest(values: FlowValues, environments: readonly string[]): FlowValues {
  const later = [...values].filter(([environment]) => environment !== environments[0]);
  if (!later.some(([, props]) => imagesOf(props).some(([, image]) => isUnfixed(image)))) return values;
  const allowLatest = 'the image had no fixed version when the application was adopted';
  return new Map([...values].map(([environment, props]) => [environment, { ...props, allowLatest }]));
}
