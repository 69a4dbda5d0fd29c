import type { Container, Service } from 'kubernetes-types/core/v1';
import { fields, manifest } from '../../../src/targets/kubernetes/fields';

test('a part of an object has the fields that are set', () => {
  expect(fields<Container>({ name: 'api', image: undefined, ports: [{ containerPort: 80 }] })).toEqual({
    name: 'api',
    ports: [{ containerPort: 80 }],
  });
});

// The compiler judges these: `@ts-expect-error` is an error itself if the line below it compiles.
test('a builder with a field that Kubernetes does not have, or with a value of another type, does not compile', () => {
  // @ts-expect-error The field is called `image`.
  fields<Container>({ name: 'api', imgae: 'example/api' });
  // @ts-expect-error A port is a number.
  fields<Container>({ name: 'api', ports: [{ containerPort: '80' }] });
  // @ts-expect-error A Service belongs to `v1`.
  manifest<Service>({ apiVersion: 'apps/v1', kind: 'Service' });
  expect(fields<Container>({ name: 'api' })).toEqual({ name: 'api' });
});
