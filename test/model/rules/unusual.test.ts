import { type Kind, reported, ruleIssues } from '../../helpers/rule-issues';

const volume = (mode: number) => ({ volumes: { v: { config: 'a', mode, mountPath: '/v' } } });
const budget = (minAvailable: number | string, more: object) => ({ disruption: { minAvailable }, ...more });
const scaled = { autoscaling: { max: 5 }, resources: { requests: { cpu: '1' } } };
const probe = (values: object) => ({ probes: { readiness: { tcp: true, ...values } } });

it.each(
  reported([
    [
      'February 30',
      'schedule',
      { schedule: '0 0 30 2 *' },
      'warning value-unusual schedule',
      'write a day that exists, such as `28` for February, or set `suspend: true`',
    ],
    [
      'milliseconds between probes',
      'service',
      probe({ periodSeconds: 10_000 }),
      'warning value-unusual probes.readiness.periodSeconds',
      'write `10` if milliseconds were meant',
    ],
    [
      'a lifetime in milliseconds',
      'job',
      { ttlSecondsAfterFinished: 86_400_000 },
      'warning value-unusual ttlSecondsAfterFinished',
      'write `86400` if milliseconds were meant',
    ],
    [
      'a capability with its prefix',
      'worker',
      { security: 'none', capabilities: { add: ['CAP_NET_ADMIN'] } },
      'warning value-unusual capabilities.add[0]',
      'write `NET_ADMIN`',
    ],
    [
      'a capability that does not exist',
      'worker',
      { security: 'none', sidecars: { s: { image: 'a:1', user: 1, capabilities: { drop: ['CHOWNN'] } } } },
      'warning value-unusual sidecars.s.capabilities.drop[0]',
      'did you mean `CHOWN`?',
    ],
    [
      'a volume over the whole image',
      'worker',
      { volumes: { v: { empty: true, mountPath: '/' } } },
      'warning value-unusual volumes.v.mountPath',
      'mount it at a folder such as `/data`',
    ],
    [
      'the disk of a store over the whole image',
      'store',
      { volume: { size: '1Gi', mountPath: '//' } },
      'warning value-unusual volume.mountPath',
      'mount it at a folder such as `/data`',
    ],
    [
      'permissions in decimal digits',
      'worker',
      volume(440),
      'warning value-unusual volumes.v.mode',
      'write `0o440` for octal digits',
    ],
    [
      'no replicas beside autoscaling',
      'worker',
      { ...scaled, replicas: 0 },
      'warning value-unusual replicas',
      'remove `autoscaling` with `null`, or set `enabled: false`',
    ],
    [
      'a budget of more pods than there are',
      'worker',
      budget(50, { replicas: 3 }),
      'warning value-unusual disruption.minAvailable',
      'write `50%` for a share, or a number below 3',
    ],
    [
      'a budget of more pods than autoscaling allows',
      'worker',
      budget(6, scaled),
      'warning value-unusual disruption.minAvailable',
      'write `6%` for a share, or a number below 5',
    ],
  ]),
)('warns of %s', (_, kind, code, issue) => {
  expect(ruleIssues(kind, { code })).toEqual([issue]);
});

it.each<[string, Kind, object]>([
  ['February 29', 'schedule', { schedule: '0 0 29 2 *' }],
  ['an hour between probes', 'service', probe({ periodSeconds: 3600 })],
  ['a lifetime of a year', 'job', { ttlSecondsAfterFinished: 31_536_000 }],
  ['permissions in octal digits', 'worker', volume(0o440)],
  ['a budget of all pods', 'worker', budget(3, { replicas: 3 })],
  ['a budget of pods whose number the cluster decides', 'worker', budget(3, { replicas: null })],
])('says nothing of %s', (_, kind, code) => {
  expect(ruleIssues(kind, { code })).toEqual([]);
});
