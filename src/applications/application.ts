import { type ApiObject, Chart, Names } from 'cdk8s';
import type { Construct } from 'constructs';
import type { z } from 'zod';
import { formatIssue, type Issue, IssueCollector, issueError, type TowpathError } from '../diagnostics';
import type { Environment } from '../environments/environment';
import { instanceIn } from '../environments/instance';
import type { ApplicationModel } from '../model/application-model';
import { type DefaultsDate, firstDefaults } from '../model/defaults';
import { BuiltImage } from '../model/image';
import { isRepository } from '../model/image-reference';
import type { Naming, NamingContext } from '../model/naming';
import type { SharedProps } from '../model/parts';
import { Reference, type ReferenceAttribute } from '../model/reference';
import { applicationIssues } from './application-issues';
import { applicationModel } from './application-model';
import { ApplicationParts } from './application-parts';
import { callSite } from './call-site';
import { Config, type ConfigProps } from './config';
import type { DeclaredApplication, DeclaredFlow } from './declared';
import { FlowOrder } from './flow-order';
import { objectBuilder } from './object-builder';
import { plainProps } from './plain-props';
import { sharedIssues } from './resolver';
import { Secret } from './secret';
import { readSettings } from './settings';
import { SharedVolume, type SharedVolumeProps } from './shared-volume';

const APPLICATION = Symbol.for('towpath.Application');

/** Properties of an application. A subclass passes them on and can add some: `super(scope, id, { ...props, … })`. */
export interface ApplicationProps<Settings = unknown> {
  /** The environment that the application is synthesized for. */
  readonly environment: Environment;
  /** The dated set of defaults. @default '2026-12' */
  readonly defaults?: DefaultsDate | undefined;
  /** Patterns for names and selectors, to keep those of existing objects. A string is the pattern for names. */
  readonly naming?: string | Naming | undefined;
  /** Properties for all flows. Each flow takes those that its kind has, and can override them. */
  readonly shared?: SharedProps | undefined;
  /** A zod schema for the settings that environments set under `apps.<app>.settings`. */
  readonly settings?: z.ZodType<Settings> | undefined;
}

/** The address of a flow that need not be declared yet, so that two flows can refer to each other. */
export interface FlowHandle {
  /** The host name under which other flows reach the flow. */
  readonly host: Reference;
  /** The port of the flow; the main one if it has several. */
  readonly port: Reference;
  /** The port of the flow that has the given name. */
  namedPort(name: string): Reference;
}

/** A cdk8s `Chart` of related flows that one team maintains and releases together. */
export class Application<Settings = unknown> extends Chart implements DeclaredApplication {
  static is(value: unknown): value is Application {
    return typeof value === 'object' && value !== null && APPLICATION in value;
  }

  /**
   * Returns the application that contains a construct.
   * @throws Error if the construct is in no application
   */
  static override of(construct: Construct): Application {
    const found = construct.node.scopes.findLast(Application.is);
    if (!found) throw new Error(`${construct.node.path} is not inside an Application`);
    return found;
  }

  readonly environment: Environment;
  /** The name of the application in the cluster. @default the id of the application */
  readonly instance: string;
  readonly defaults: DefaultsDate;
  /** The `shared` properties from the application's code. @internal */
  readonly shared: unknown;
  /** The settings from the environment, parsed by the schema that was passed as `settings`. */
  readonly settings: Settings;
  /** @internal */
  readonly settingsSchema: z.ZodType<Settings> | undefined;
  /** @internal */
  readonly names: NamingContext;

  readonly #problems = new IssueCollector();
  readonly #objectProblems = new IssueCollector();
  readonly #flows = new Map<string, DeclaredFlow>();
  readonly #images = new Map<string, BuiltImage>();
  readonly #order = new FlowOrder();
  /** @internal */
  readonly parts = new ApplicationParts();

  /** @throws TowpathError if the settings do not match their schema */
  constructor(scope: Construct, id: string, props: ApplicationProps<Settings>) {
    const { instance, namespace } = instanceIn(props.environment, id);
    const naming = typeof props.naming === 'string' ? { name: props.naming } : props.naming;
    const names = { application: id, instance, environment: props.environment.name, naming };
    // cdk8s adds these labels to all objects of the chart, so that objects outside of flows are found by them too.
    const labels = objectBuilder().applicationLabels(names);
    super(scope, id, { ...(namespace && { namespace }), labels, disableResourceNameHashes: true });
    this.environment = props.environment;
    this.defaults = props.defaults ?? firstDefaults;
    this.instance = instance;
    this.names = names;
    this.shared = plainProps(props.shared ?? {}, `${id}.shared`);
    this.report(...sharedIssues(id, this.shared, callSite()));
    this.settingsSchema = props.settings;
    this.settings = readSettings(props.settings, props.environment, id);
    this.node.addValidation({ validate: () => this.issues.filter(isError).map((issue) => formatIssue(issue)) });
  }

  /** The declared flows, sorted by id. */
  get flows(): readonly DeclaredFlow[] {
    return [...this.#flows.values()].sort((a, b) => (a.node.id < b.node.id ? -1 : 1));
  }

  /** The images that the application builds, sorted by name. */
  get images(): readonly BuiltImage[] {
    return [...this.#images.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** All errors and warnings about the application in this environment. */
  get issues(): readonly Issue[] {
    return merged(this.modelIssues, this.objectIssues);
  }

  /** Problems with the code and the environment, which do not depend on the target. @internal */
  get modelIssues(): readonly Issue[] {
    return merged(this.#problems.issues, applicationIssues(this));
  }

  /** Problems with the Kubernetes objects. @internal */
  get objectIssues(): readonly Issue[] {
    return merged(this.#objectProblems.issues, objectBuilder().objectIssues(this));
  }

  /** The application in this environment as data. Read it only after the constructor has returned. @internal */
  get model(): ApplicationModel {
    return applicationModel(this);
  }

  /** The declared configs. @internal */
  get configs(): Iterable<Config> {
    return this.parts.configs.values();
  }

  /**
   * Declares an image that the application builds. The environment sets its tag or digest.
   *
   * @param name the key that environments use: `images: { api: { tag: … } }`
   * @param repository registry and path without tag, such as `example/pssp-api`
   */
  image(name: string, repository: string): BuiltImage {
    const image = this.#images.get(name) ?? new BuiltImage(name, repository);
    const problem = imageProblem(image, repository);
    if (problem) {
      const path = `${this.node.id}.images.${name}`;
      this.report({ code: 'invalid-value', severity: 'error', message: problem, path, ...located(callSite()) });
    }
    this.#images.set(name, image);
    return image;
  }

  /**
   * Refers to a Secret in the cluster; towpath does not handle its content. An environment can set another
   * name for the object: `secrets: { django: { name: django-prod } }`.
   *
   * @param name the key that environments use, and the default name of the object in the cluster
   */
  secret(name: string): Secret {
    const secret = this.parts.secrets.get(name) ?? new Secret(this, name);
    this.parts.secrets.set(name, secret);
    return secret;
  }

  /**
   * Declares a ConfigMap, from text or from the files of a folder.
   *
   * @param name the key that environments use: `configs: { settings: { data: { … } } }`
   */
  config(name: string, props: ConfigProps = {}): Config {
    const config = new Config(this, name, props);
    this.parts.configs.set(name, config);
    return config;
  }

  /**
   * Declares a disk that several flows mount.
   *
   * @param name the key that environments use: `volumes: { media: { size: 50Gi } }`
   */
  volume(name: string, props: SharedVolumeProps): SharedVolume {
    const volume = new SharedVolume(this, name, props);
    this.parts.volumes.set(name, volume);
    return volume;
  }

  /** Returns the address of the flow with this id, which may be declared later: `this.flow('api').host`. */
  flow(id: string): FlowHandle {
    const reference = (attribute: ReferenceAttribute) => new Reference(id, attribute, (one) => this.#resolve(one));
    return {
      host: reference('host'),
      port: reference('port'),
      namedPort: (name) => reference(`port.${name}`),
    };
  }

  /** Generates the name of an object outside of flows: `<instance>-<path>`, without the hash that cdk8s appends. */
  override generateObjectName(apiObject: ApiObject): string {
    const full = Names.toDnsLabel(apiObject, { includeHash: false, maxLen: 253 });
    return `${this.instance}${full.slice(this.node.id.length)}`;
  }

  /** @internal */
  adopt(flow: DeclaredFlow): void {
    this.#flows.set(flow.node.id, flow);
    this.#order.adopt(flow, this.#flows);
  }

  /** @internal */
  report(...issues: readonly Issue[]): void {
    this.#problems.add(...issues);
  }

  /** @internal */
  reportObjects(...issues: readonly Issue[]): void {
    this.#objectProblems.add(...issues);
  }

  #resolve({ flow: id, attribute }: Reference): string | number {
    const spec = this.#flows.get(id)?.spec;
    const value = spec && objectBuilder().addressOf(this.names, spec, attribute);
    if (value === undefined) throw unresolved(id, attribute);
    return value;
  }
}

Object.defineProperty(Application.prototype, APPLICATION, { value: true });

/** Reports whether a value is a subclass of Application, from this or another installed copy of towpath. */
export function isApplicationClass(
  value: unknown,
): value is new (
  scope: Construct,
  id: string,
  props: ApplicationProps,
) => Application {
  return typeof value === 'function' && Application.is(value.prototype);
}

function imageProblem({ name, repository }: BuiltImage, asked: string): string | undefined {
  if (repository !== asked)
    return `the image \`${name}\` is declared with two repositories, ${repository} and ${asked}`;
  if (isRepository(asked)) return undefined;
  return `found \`${asked}\`; expected registry and path without a tag, such as example/pssp-api`;
}

function unresolved(flow: string, attribute: string): TowpathError {
  const message = `\`${flow}.${attribute}\` cannot be resolved: there is no flow \`${flow}\` that listens on a port`;
  return issueError('reference-unresolved', message);
}

function merged(...lists: readonly (readonly Issue[])[]): readonly Issue[] {
  const problems = new IssueCollector();
  problems.add(...lists.flat());
  return problems.issues;
}

function isError({ severity }: Issue): boolean {
  return severity === 'error';
}

function located(locate: ReturnType<typeof callSite>): Pick<Issue, 'location'> {
  const location = locate();
  return location ? { location } : {};
}
