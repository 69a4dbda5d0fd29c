import { BuiltImage } from '../../../model/image';
import { Reference, Text } from '../../../model/reference';

/** A second flow in the application of each sample, so that references and neighbours of the sample exist. */
export const peer = { id: 'peer', port: 9000 };

export const host: Reference = new Reference(peer.id, 'host', () => `shop-${peer.id}`);
export const port: Reference = new Reference(peer.id, 'port', () => peer.port);

/** Examples of texts. A schema uses those that it accepts. */
export const texts: readonly string[] = [
  ...['', 'a', 'media', 'cache-2', 'web', 'metrics', 'Some Text', 'üñí', 'yes', '0', '1.10', '$(OTHER) $$(KEPT)'],
  ...['FOO', 'BAR_2', 'OTHER', 'NET_BIND_SERVICE', 'ALL'],
  ...['/', '/data', '/var/lib/things', '/healthz', 'sub/folder', 'settings.yaml'],
  ...['500m', '2', '256Mi', '10Gi', '25%', '100%'],
  ...['team', 'example.org/team', 'nvidia.com/gpu', 'www.example.org', '*.example.org', '10.0.0.1', '10.0.0.0/8'],
  ...['redis:7.4', 'registry.example.org:5000/a/b:v1', `example/c@sha256:${'a1'.repeat(32)}`],
  ...['v1.2.3', `sha256:${'0f'.repeat(32)}`],
  ...['*/5 * * * *', '@daily', 'Europe/Prague', 'https://10.0.0.1:6443'],
  ...['metadata.name', 'status.podIP', 'limits.cpu'],
];

/** Examples of values that are not plain data. */
export const instances: readonly unknown[] = [
  host,
  port,
  new Text(['redis://', host, ':', port, '/0']),
  new BuiltImage('own', 'example/own'),
];
