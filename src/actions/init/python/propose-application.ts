import type { Setup } from '../../../source/setup/setup';
import type { SourceFlow } from '../../../source/source-flow';
import { passwordsOf } from './passwords';
import type { ProposedApplication, ProposedFlow } from './proposal';
import { proposeFlows } from './propose-flows';
import { proposeImages } from './propose-images';
import { proposeStores } from './propose-stores';
import { proposeVariables } from './propose-variables';

const order: readonly ProposedFlow['kind'][] = ['service', 'worker', 'schedule', 'job'];

/** Proposes an application for the flows and the setup of a repository. */
export function proposeApplication(id: string, found: readonly SourceFlow[], setup: Setup): ProposedApplication {
  const required = { ...setup, services: setup.services.filter(({ isOptional }) => !isOptional) };
  const optional = setup.services.filter(({ isOptional }) => isOptional);
  const isOptional = ({ commandFrom: place }: SourceFlow) =>
    optional.some(({ name, file }) => name === place?.name && file === place.file);
  // The library of constructs takes this id for one that exists.
  const ids = new Set(['constructor']);
  const images = proposeImages(required, id);
  const stores = proposeStores(required, ids);
  const running = found.filter((flow) => !isOptional(flow));
  const flows = proposeFlows(running, { setup: required, images: images.images, ids });
  const variables = proposeVariables(required, stores.stores);
  return {
    id,
    images: images.images,
    flows: [...flows.flows].sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind)),
    stores: stores.stores,
    variables,
    guesses: [
      ...images.guesses,
      ...flows.guesses,
      ...stores.guesses,
      ...optional.map(({ name, file, line }) => ({
        text: `\`${name}\` is left out, because it starts only with a profile`,
        from: { file, line },
      })),
      ...variables.map(({ name, from }) => ({
        text: `the programs read \`${name}\`${from ? '' : ', by its usual name'}`,
        ...(from && { from }),
      })),
      ...passwordsOf(stores.stores).map(({ secret }) => ({
        text: `the key \`password\` of the Secret \`${secret}\` must exist in each namespace before the first deploy`,
      })),
    ],
  };
}
