import { randomUUID } from 'node:crypto';
import { kubectl } from './helpers/kubectl';
import { names, written } from './helpers/live';
import { shopOn, wrk } from './helpers/shop';
import { withControllers } from './helpers/with-controllers';

withControllers('a CustomResourceDefinition and an object of its kind', () => {
  it('are deployed together, and a second deploy writes nothing', async () => {
    const group = `g${randomUUID()}.towpath.test`;
    const definition = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: `widgets.${group}` },
      spec: {
        group,
        scope: 'Namespaced',
        names: { plural: 'widgets', singular: 'widget', kind: 'Widget' },
        versions: [
          {
            name: 'v1',
            served: true,
            storage: true,
            schema: {
              openAPIV3Schema: {
                type: 'object',
                properties: { spec: { type: 'object', properties: { size: { type: 'integer' } } } },
              },
            },
          },
        ],
      },
    };
    const widget = (size: number) => ({
      apiVersion: `${group}/v1`,
      kind: 'Widget',
      metadata: { name: 'one' },
      spec: { size },
    });
    const lines = (size: number) => [
      wrk,
      `new ApiObject(this, 'widget', ${JSON.stringify(widget(size))});`,
      `new ApiObject(this, 'definition', ${JSON.stringify(definition)});`,
    ];
    const { namespace, deploy, change } = shopOn(lines(1));
    const found = () => kubectl(['get', `widgets.${group}`, 'one', '--namespace', namespace, '--output=json']).stdout;
    try {
      expect(await deploy()).toMatchObject({ code: 0 });
      expect(JSON.parse(found())).toMatchObject({ spec: { size: 1 } });
      const [before, widgetBefore] = [written(namespace), found()];
      expect(await deploy()).toMatchObject({ code: 0 });
      expect([written(namespace), found()]).toEqual([before, widgetBefore]);
      change(lines(2));
      expect(await deploy()).toMatchObject({ code: 0 });
      expect(JSON.parse(found())).toMatchObject({ spec: { size: 2 } });
      change([wrk, lines(2)[2] as string]);
      expect(await deploy()).toMatchObject({ code: 0 });
      expect(found).toThrow(/NotFound/);
      expect(names(namespace)).toEqual(['Deployment/shop-wrk']);
    } finally {
      kubectl(['delete', 'crd', `widgets.${group}`, '--ignore-not-found']);
    }
  });
});
