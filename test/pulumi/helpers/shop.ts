import { randomUUID } from 'node:crypto';
import { Project } from './project';

/** An application of a store, a service and a worker that run two images. */
export const shopClass = `
const { Application, ServiceFlow, StoreFlow, WorkerFlow } = require('towpath');
const { ApplicationComponent } = require('towpath/pulumi');
const pulumi = require('@pulumi/pulumi');

class Shop extends Application {
  constructor(scope, id, props) {
    super(scope, id, props);
    const volume = { mountPath: '/data', size: '1Gi' };
    const db = new StoreFlow(this, 'db', { image: 'redis:7.4', user: 999, port: 6379, volume });
    const env = { REDIS: db.host };
    new ServiceFlow(this, 'web', { image: this.image('web', 'example/web'), user: 1000, port: 8000, env });
    new WorkerFlow(this, 'wrk', { image: this.image('wrk', 'example/wrk'), user: 1000, env });
  }
}
`;

export const component = `${shopClass}
const shop = new ApplicationComponent('shop', { application: Shop });
exports.images = shop.images;
exports.services = shop.services;
`;

/** The number of its objects, with the namespace. */
const shopObjects = 7;
/** The number of its resources: its objects, their components and the stack. */
export const shopResources = shopObjects + 5;

/** An environment with a namespace that no other test uses. */
export function environmentIn(namespace: string, rest = ''): string {
  return `apps:\n  shop:\n    namespace: ${namespace}\n    createNamespace: true\n    tag: v1\n${rest}`;
}

export function newNamespace(): string {
  return `test-${randomUUID().slice(0, 13)}`;
}

/** The application in a project with one environment and its stack. */
export async function shopIn(namespace: string, program = component, rest = ''): Promise<Project> {
  const project = new Project(program, { 'environments/dev.yaml': environmentIn(namespace, rest) });
  await project.init('dev');
  return project;
}
