import { example, specified } from './example';

const schema = {
  type: 'object',
  required: ['spec'],
  properties: {
    spec: {
      ...{ type: 'object', description: 'a', title: 'a', maxProperties: 10, minProperties: 0 },
      externalDocs: { url: 'https://example.org', description: 'a' },
      properties: {
        size: {
          type: 'integer',
          format: 'int32',
          minimum: 0,
          maximum: 10,
          multipleOf: 1,
          exclusiveMinimum: true,
        },
        preset: { type: 'integer', minimum: 0, maximum: 10, exclusiveMaximum: true, default: 1, nullable: true },
        name: {
          type: 'string',
          pattern: '^a+$',
          maxLength: 10,
          minLength: 1,
          enum: ['a', 'aa'],
          nullable: true,
          example: 'a',
        },
        list: {
          ...{
            type: 'array',
            'x-kubernetes-list-type': 'map',
            'x-kubernetes-list-map-keys': ['key'],
            maxItems: 10,
            minItems: 0,
          },
          items: { type: 'object', required: ['key'], properties: { key: { type: 'string' } } },
        },
        texts: { type: 'array', 'x-kubernetes-list-type': 'set', items: { type: 'string' } },
        map: { type: 'object', 'x-kubernetes-map-type': 'granular', additionalProperties: { type: 'string' } },
        port: { 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }] },
        any: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
        whole: { type: 'object', 'x-kubernetes-embedded-resource': true, 'x-kubernetes-preserve-unknown-fields': true },
        one: { type: 'string', oneOf: [{ pattern: 'a' }], not: { pattern: 'b' }, allOf: [{ maxLength: 3 }] },
        ruled: {
          type: 'string',
          maxLength: 10,
          'x-kubernetes-validations': [
            {
              ...{
                rule: "oldSelf.hasValue() || self != 'b'",
                message: 'a',
                messageExpression: "'a'",
                reason: 'FieldValueInvalid',
              },
              optionalOldSelf: true,
            },
          ],
        },
      },
    },
    status: { type: 'object', properties: { replicas: { type: 'integer' }, labels: { type: 'string' } } },
  },
};

const version = {
  ...{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema } },
  additionalPrinterColumns: [
    { name: 'Size', type: 'integer', jsonPath: '.spec.size', description: 'a', format: 'int32', priority: 0 },
  ],
  selectableFields: [{ jsonPath: '.spec.name' }],
  subresources: {
    status: {},
    scale: {
      specReplicasPath: '.spec.size',
      statusReplicasPath: '.status.replicas',
      labelSelectorPath: '.status.labels',
    },
  },
};

const names = {
  ...{ plural: 'widgets', singular: 'widget', kind: 'Widget', listKind: 'WidgetList' },
  ...{ shortNames: ['wg'], categories: ['all'] },
};

const plainVersion = { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } };
const apiService = { group: 'example.org', version: 'v1', groupPriorityMinimum: 1000, versionPriority: 10 };

export const definitionExamples = [
  specified(
    'apiextensions.k8s.io/v1',
    'CustomResourceDefinition',
    {
      ...{
        group: 'example.org',
        scope: 'Cluster',
        names: { plural: 'widgets', kind: 'Widget' },
        versions: [plainVersion],
      },
      conversion: {
        strategy: 'Webhook',
        webhook: {
          conversionReviewVersions: ['v1'],
          clientConfig: { url: 'https://a.example.org/a', caBundle: 'YQ==' },
        },
      },
    },
    { name: 'widgets.example.org' },
  ),
  specified(
    'apiregistration.k8s.io/v1',
    'APIService',
    { ...apiService, service: { name: 'a', namespace: 'a' }, caBundle: 'YQ==' },
    { name: 'v1.example.org' },
  ),
  specified(
    'apiextensions.k8s.io/v1',
    'CustomResourceDefinition',
    { group: 'example.org', scope: 'Namespaced', names, versions: [version], preserveUnknownFields: false },
    { name: 'widgets.example.org' },
  ),
  specified(
    'apiextensions.k8s.io/v1',
    'CustomResourceDefinition',
    {
      ...{ group: 'example.org', scope: 'Cluster', names: { plural: 'widgets', kind: 'Widget' } },
      versions: [
        { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } },
        {
          ...{ name: 'v1beta1', served: false, storage: false, deprecated: true, deprecationWarning: 'a' },
          schema: { openAPIV3Schema: { type: 'object' } },
        },
      ],
      conversion: {
        strategy: 'Webhook',
        webhook: {
          conversionReviewVersions: ['v1'],
          clientConfig: { service: { name: 'a', namespace: 'a', path: '/a', port: 443 } },
        },
      },
    },
    { name: 'widgets.example.org' },
  ),
  example(
    'apiregistration.k8s.io/v1',
    'APIService',
    {
      spec: {
        ...{ group: 'example.org', version: 'v1', groupPriorityMinimum: 1000, versionPriority: 10 },
        ...{ service: { name: 'a', namespace: 'a', port: 443 }, insecureSkipTLSVerify: true },
      },
    },
    { name: 'v1.example.org' },
  ),
];
