import { z } from 'zod';
import { digestText, dnsLabel, tagText } from '../spec/formats';
import { anyFlow } from '../spec/kinds';
import { configProperties, secretProperties, sharedProperties, sharedVolumeProperties } from '../spec/parts';
import { deployment, group, type Properties, table } from '../spec/property';

/** The version of an image. */
export const pinProperties: Properties = {
  tag: deployment(tagText, 'Tag, as it is written: `1.10` stays `1.10`.'),
  digest: deployment(digestText, 'Digest, `sha256:…`. With a tag beside it the digest decides.'),
};

const namespace: Properties = {
  namespace: deployment(dnsLabel, 'The Kubernetes namespace. Without one, objects go where `kubectl` points.'),
  createNamespace: deployment(z.boolean(), 'Write the namespace too, as `00-namespace.yaml`.'),
};

const applicationProperties: Properties = {
  enabled: deployment(z.boolean(), '`false`: the application does not exist in this environment.'),
  ...namespace,
  instance: deployment(
    dnsLabel,
    'The name under which the application stands in the cluster; its id when it is not said.',
  ),
  ...pinProperties,
  images: table("Pins by image, over the application's.", dnsLabel, pinProperties),
  secrets: table('Where the Secrets come from that the code names.', dnsLabel, secretProperties, 'Secret'),
  configs: table('What differs in a ConfigMap of the application.', dnsLabel, configProperties, 'Config'),
  volumes: table('What differs in a disk that several flows share.', dnsLabel, sharedVolumeProperties, 'SharedVolume'),
  settings: deployment(z.record(z.string(), z.unknown()), 'Settings that the application declares.'),
  defaults: group('What every flow of this application gets here.', sharedProperties, { name: 'FlowDefaults' }),
  flows: table('What differs for one flow.', dnsLabel, anyFlow, 'Flow'),
};

/** What an environment file may say, with who decides it: the same one schema as the flows'. */
export const environmentProperties: Properties = {
  extends: deployment(
    z.string(),
    'Another file of this folder to start from, without `.yaml`; `_` starts the name of one that is no environment.',
  ),
  promotesFrom: deployment(
    z.array(dnsLabel),
    'The environments whose versions come here next; none for an initial environment, where deploy starts.',
  ),
  default: deployment(z.boolean(), 'Where deploy starts, among several initial environments.'),
  ...namespace,
  cluster: group('The only cluster that this environment may be written to.', {
    context: deployment(z.string().min(1), 'Name of the context in the kubeconfig.'),
    server: deployment(
      z.url({ protocol: /^https?$/, error: 'an address such as https://10.0.0.1:6443' }),
      'Address of its API server.',
    ),
  }),
  registry: group('Where images come from.', {
    mirrors: deployment(
      z.record(z.string().min(1), z.string().min(1).nullable()),
      'Prefixes of image names and what stands in their place: `docker.io: mirror.example.org/hub`. The longest one counts.',
    ),
  }),
  defaults: group('What every flow of every application gets here.', sharedProperties, { name: 'FlowDefaults' }),
  apps: table('What differs for one application.', dnsLabel, applicationProperties, 'Application'),
};

/** The part of an environment that a team's own file `environments/<env>/<app>.yaml` holds. */
export const teamProperties: Properties = applicationProperties;
