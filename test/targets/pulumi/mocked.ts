import { setImmediate } from 'node:timers/promises';
import * as pulumi from '@pulumi/pulumi';

// This function is not in Pulumi's types, and Pulumi's own tests use it to wait.
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
  /** The configuration by key, such as `kubernetes:context`. @default a context, for tests of other things */
  readonly kubernetes?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  /** In a preview, the `unknown` values of mocks are not known yet. */
  readonly isPreview?: boolean;
}

/**
 * Runs a program on Pulumi's mocks until it ends, and returns the resources that it registered, by name.
 * @throws the errors of the program and of everything that a resource waits for
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
  /** The errors that Pulumi would print, each once. */
  readonly errors: readonly unknown[];
}

/** Like `registered`, for a program that may fail: returns the registered resources and the errors. */
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
  // The arguments of mocks do not contain options, so the request itself is read.
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

/** The process that runs jest. Tests see a copy of `process`, which gets no events about rejected promises. */
const outerProcess = process.constructor.constructor('return process')() as NodeJS.Process;

/** Collects the errors of rejected promises that no code handles, each once. Pulumi prints them. */
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

/** The value of an output. */
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
    // The last part of a URN is the id.
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
