/** Why the API server is not asked about the values of some places. */
export interface WithoutVerdict {
  readonly places: readonly string[];
  readonly reason: string;
}

const gates = 'environment.gates';
const shop = 'environment.apps.*';

export const withoutVerdict: readonly WithoutVerdict[] = [
  {
    reason:
      'The value is the version of an image, whose form the API server does not check. The subject `image` is stricter.',
    places: ['flow.tag: string', 'flow.digest: string', `${shop}.tag: string`, `${shop}.digest: string`],
  },
  {
    reason: 'The value has to be the name of something in the same flow or application, which a rule checks.',
    places: [
      ...['flow.mounts{key}', 'flow.containerOrder[]: string', 'flow.placement.near[].flow: string'],
      ...['flow.before[]: string', 'environment.apps{key}', `${shop}.flows{key}`, `${shop}.images{key}`],
      ...[`${shop}.secrets{key}`, `${shop}.configs{key}`, `${shop}.volumes{key}`, `${shop}.settings{key}`],
    ],
  },
  {
    reason:
      'A flow has no such object. The ConfigMaps of an application have this name, and the subject `object-name`.',
    places: ['flow.naming.objects.config: string'],
  },
  {
    reason: 'The value becomes a part of the text of a variable, about which the subject `any-text` asks.',
    places: [
      ...['flow.external.host: string', 'flow.external.port: number'],
      ...['flow.external.ports{key}', 'flow.external.ports.*: number'],
    ],
  },
  {
    reason: 'The value is compared with the names of images and is not in any object.',
    places: ['environment.registry.mirrors{key}'],
  },
  {
    reason: 'Only towpath reads the value. It is not in any object, or in the notes of towpath only.',
    places: [
      ...['flow.allowLatest: string', 'environment.extends: string', 'environment.promotesFrom[]: string'],
      ...['environment.cluster.context: string', 'environment.cluster.server: string'],
      ...[`${gates}.windows.allow[]: string`, `${gates}.windows.timeZone: string`, `${gates}.soak: string`],
      ...[`${gates}.windows.freeze[].from: string`, `${gates}.windows.freeze[].to: string`],
      ...[`${gates}.windows.freeze[].why: string`, `${gates}.approvals: number`, `${gates}.reviews: number`],
      ...[`${gates}.trailer{key}`, `${gates}.trailer.*: string`, `${gates}.check{key}`, `${gates}.check.*[]: string`],
      ...[`${shop}.holds{key}`, `${shop}.holds.*{key}`, `${shop}.holds.*.*.why: string`],
      ...[`${shop}.holds.*.*.by: string`, `${shop}.holds.*.*.at: string`],
      ...['workspace: string', 'crds: string', 'source: string', 'allowFields[]: string', 'allowSecrets[]: string'].map(
        (place) => `towpath.yaml.${place}`,
      ),
      ...['towpath.yaml.shareObjects[]: string', 'towpath.yaml.targets{key}'],
    ],
  },
];
