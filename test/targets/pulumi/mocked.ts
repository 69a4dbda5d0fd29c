import * as pulumi from '@pulumi/pulumi';

// Not among its types, and what its own tests wait by.
const { waitForRPCs } = require('@pulumi/pulumi/runtime/settings') as { waitForRPCs(): Promise<void> };

/** A resource as a program registers it. URNs are shortened to their names. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly parent: string;
  readonly after: readonly string[];
  readonly provider: string;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly deleteBeforeReplace: boolean;
  readonly ignoreChanges: readonly string[];
}

export interface MockedStack {
  readonly stack?: string;
  readonly config?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
}

/** Runs a program on Pulumi's own mocks, to its end, and tells what it registered, by name. */
export async function registered(
  program: () => unknown,
  { stack = 'dev', config = {}, secrets = [] }: MockedStack = {},
): Promise<Readonly<Record<string, Registered>>> {
  const found: Registered[] = [];
  const mocks: pulumi.runtime.Mocks = {
    newResource: ({ custom, name, inputs }) => ({ id: custom ? name : undefined, state: inputs }),
    call: ({ inputs }) => inputs,
  };
  await pulumi.runtime.setMocks(mocks, 'shop', stack);
  pulumi.runtime.setAllConfig({ ...config }, [...secrets]);
  // What mocks are told lacks all options, so the request itself is read on its way to them.
  const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, callback) => {
    found.push(registeredOf(request));
    register(request, callback);
  };
  await program();
  await waitForRPCs();
  return Object.fromEntries(found.map((resource) => [resource.name, resource]));
}

/** What an output comes to. */
export function resolved<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => {
    output.apply(resolve);
  });
}

function registeredOf(request: Request): Registered {
  return {
    type: request.getType(),
    name: request.getName(),
    inputs: request.getObject().toJavaScript(),
    // Its last part is the id.
    provider: nameOf(request.getProvider().split('::').slice(0, -1).join('::')),
    parent: nameOf(request.getParent()),
    after: request.getDependenciesList().map(nameOf).sort(),
    protect: request.getProtect(),
    retainOnDelete: request.getRetainondelete(),
    deleteBeforeReplace: request.getDeletebeforereplace(),
    ignoreChanges: request.getIgnorechangesList(),
  };
}

interface Monitor {
  registerResource(request: Request, callback: unknown): void;
}

interface Request {
  getType(): string;
  getName(): string;
  getObject(): { toJavaScript(): Record<string, unknown> };
  getProvider(): string;
  getParent(): string;
  getDependenciesList(): string[];
  getProtect(): boolean;
  getRetainondelete(): boolean;
  getDeletebeforereplace(): boolean;
  getIgnorechangesList(): string[];
}

function nameOf(urn: string): string {
  return urn.split('::').at(-1) ?? '';
}
