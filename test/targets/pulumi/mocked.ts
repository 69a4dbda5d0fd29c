import { setImmediate } from 'node:timers/promises';
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
  /** What the configuration says as `kubernetes:context` and so on. @default a context, for tests of other things */
  readonly kubernetes?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  /** In a preview, what mocks return as `unknown` is not known yet. */
  readonly isPreview?: boolean;
}

/**
 * Runs a program on Pulumi's own mocks, to its end, and tells what it registered, by name.
 * @throws what the program throws, or what a resource waits for and what fails
 */
export async function registered(
  program: () => unknown,
  stack: MockedStack = {},
): Promise<Readonly<Record<string, Registered>>> {
  const { resources, errors } = await outcome(program, stack);
  if (errors.length > 0) throw errors[0];
  return resources;
}

export interface Outcome {
  readonly resources: Readonly<Record<string, Registered>>;
  /** What Pulumi would print, each once. */
  readonly errors: readonly unknown[];
}

/** The same for a program that may fail: what it registered all the same, and the errors. */
export async function outcome(
  program: () => unknown,
  { stack = 'dev', config = {}, kubernetes = { context: 'any' }, secrets = [], isPreview = false }: MockedStack = {},
): Promise<Outcome> {
  const found: Registered[] = [];
  const mocks: pulumi.runtime.Mocks = {
    newResource: ({ custom, name, inputs }) => ({ id: custom ? name : undefined, state: inputs }),
    call: ({ inputs }) => inputs,
  };
  await pulumi.runtime.setMocks(mocks, 'shop', stack, isPreview);
  const settings = Object.entries(kubernetes).map(([key, value]) => [`kubernetes:${key}`, value]);
  pulumi.runtime.setAllConfig({ ...Object.fromEntries(settings), ...config }, [...secrets]);
  // What mocks are told lacks all options, so the request itself is read on its way to them.
  const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, callback) => {
    found.push(registeredOf(request));
    register(request, callback);
  };
  const errors = await unhandledErrors(async () => {
    try {
      await program();
    } finally {
      await waitForRPCs();
    }
  });
  return { resources: Object.fromEntries(found.map((resource) => [resource.name, resource])), errors };
}

/** The process that runs jest: tests have an object of their own in its place, which hears of no rejection. */
const outerProcess = process.constructor.constructor('return process')() as NodeJS.Process;

/** Pulumi prints errors of resources where a promise is rejected and nobody looks; each of them once. */
async function unhandledErrors(work: () => Promise<void>): Promise<unknown[]> {
  const errors = new Set<unknown>();
  const event = 'unhandledRejection';
  const listeners = outerProcess.listeners(event);
  outerProcess.removeAllListeners(event);
  outerProcess.on(event, (error) => errors.add(error));
  try {
    await work();
    await setImmediate(); // Rejections are told after the promises of a turn.
  } catch (error) {
    errors.add(error);
  } finally {
    outerProcess.removeAllListeners(event);
    for (const listener of listeners) outerProcess.on(event, listener);
  }
  return [...errors];
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
