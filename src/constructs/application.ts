import { type ApiObject, Chart, Names } from 'cdk8s';
import type { Construct } from 'constructs';
import type { z } from 'zod';
import { formatIssue, type Issue, Problems, TowpathError } from '../diagnostics';
import { applicationOverlay, type Environment } from '../environments/environment';
import type { ApplicationModel } from '../spec/application-model';
import { type DefaultsDate, firstDefaults } from '../spec/defaults';
import { BuiltImage } from '../spec/image';
import { isRepository } from '../spec/image-reference';
import type { Naming, NamingContext } from '../spec/naming';
import type { SharedProps } from '../spec/parts';
import { Reference, type ReferenceAttribute } from '../spec/reference';
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

/** What an application is given, and what it may add. Hand it on: `super(scope, id, { ...props, … })`. */
export interface ApplicationProps<Settings = unknown> {
  /** Where the application is synthesized for. */
  readonly environment: Environment;
  /** The dated set of defaults. @default '2026-12' */
  readonly defaults?: DefaultsDate | undefined;
  /** Patterns of names and selectors, for an application that keeps those it has. A string is the pattern of names. */
  readonly naming?: string | Naming | undefined;
  /** What holds for all flows; each takes what its kind has, and may say otherwise. */
  readonly shared?: SharedProps | undefined;
  /** A zod schema of settings that environments fill under `apps.<app>.settings`. */
  readonly settings?: z.ZodType<Settings> | undefined;
}

/** What can be said of a flow before it is declared: the way to write a cycle. */
export interface FlowHandle {
  /** The name under which other flows reach it. */
  readonly host: Reference;
  /** The port on which it listens; the main one of several. */
  readonly port: Reference;
  /** Another of its ports, by name. */
  namedPort(name: string): Reference;
}

/** Several related flows that one team maintains and releases: a cdk8s `Chart`. */
export class Application<Settings = unknown> extends Chart implements DeclaredApplication {
  static is(value: unknown): value is Application {
    return typeof value === 'object' && value !== null && APPLICATION in value;
  }

  /**
   * The application that a construct stands in.
   * @throws Error when there is none above it
   */
  static override of(construct: Construct): Application {
    const found = construct.node.scopes.findLast(Application.is);
    if (!found) throw new Error(`${construct.node.path} stands in no Application`);
    return found;
  }

  readonly environment: Environment;
  /** The name under which it stands in the cluster. */
  readonly instance: string;
  readonly defaults: DefaultsDate;
  /** What the code says for all flows. @internal */
  readonly shared: unknown;
  /** What the environment says for the schema given as `settings`. */
  readonly settings: Settings;
  /** @internal */
  readonly settingsSchema: z.ZodType<Settings> | undefined;
  /** @internal */
  readonly names: NamingContext;

  readonly #problems = new Problems();
  readonly #objectProblems = new Problems();
  readonly #flows = new Map<string, DeclaredFlow>();
  readonly #images = new Map<string, BuiltImage>();
  readonly #order = new FlowOrder();
  /** @internal */
  readonly parts = new ApplicationParts();

  /** @throws TowpathError when the settings do not fit their schema */
  constructor(scope: Construct, id: string, props: ApplicationProps<Settings>) {
    const overlay = applicationOverlay(props.environment, id);
    const namespace = overlay.namespace ?? props.environment.props.namespace;
    const naming = typeof props.naming === 'string' ? { name: props.naming } : props.naming;
    const instance = overlay.instance ?? id;
    const names = { application: id, instance, environment: props.environment.name, naming };
    // What stands beside the flows gets the labels, too, so that all of an application is found by them.
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

  /** The flows that were declared, by id. */
  get flows(): readonly DeclaredFlow[] {
    return [...this.#flows.values()].sort((a, b) => (a.node.id < b.node.id ? -1 : 1));
  }

  /** The images that the application builds. */
  get images(): readonly BuiltImage[] {
    return [...this.#images.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Everything that is wrong with the application in this environment, and everything worth a warning. */
  get issues(): readonly Issue[] {
    return merged(this.modelIssues, this.objectIssues);
  }

  /** Problems of code and environment, whatever target is written. @internal */
  get modelIssues(): readonly Issue[] {
    return merged(this.#problems.issues, applicationIssues(this));
  }

  /** Problems of the Kubernetes objects. @internal */
  get objectIssues(): readonly Issue[] {
    return merged(this.#objectProblems.issues, objectBuilder().objectIssues(this));
  }

  /** The application in this environment as data, final when the constructor has returned. @internal */
  get model(): ApplicationModel {
    return applicationModel(this);
  }

  /** The configs that were declared. @internal */
  get configs(): Iterable<Config> {
    return this.parts.configs.values();
  }

  /**
   * An image that the application builds. Its tag comes from the environment, and promotion pins it.
   *
   * @param name what environments call it: `images: { api: { tag: … } }`
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
   * A Secret that flows use; its content is never said here. Environments may say under which name it
   * lies there: `secrets: { django: { name: django-prod } }`.
   *
   * @param name what environments call it, and its name in the cluster unless they say another
   */
  secret(name: string): Secret {
    const secret = this.parts.secrets.get(name) ?? new Secret(this, name);
    this.parts.secrets.set(name, secret);
    return secret;
  }

  /**
   * A ConfigMap of this application, from text or from the files of a folder.
   *
   * @param name what environments call it: `configs: { settings: { data: { … } } }`
   */
  config(name: string, props: ConfigProps = {}): Config {
    const config = new Config(this, name, props);
    this.parts.configs.set(name, config);
    return config;
  }

  /**
   * A disk that several flows mount.
   *
   * @param name what environments call it: `volumes: { media: { size: 50Gi } }`
   */
  volume(name: string, props: SharedVolumeProps): SharedVolume {
    const volume = new SharedVolume(this, name, props);
    this.parts.volumes.set(name, volume);
    return volume;
  }

  /** A flow by its id, declared already or not: `this.flow('api').host`. */
  flow(id: string): FlowHandle {
    const reference = (attribute: ReferenceAttribute) => new Reference(id, attribute, (one) => this.#resolve(one));
    return {
      host: reference('host'),
      port: reference('port'),
      namedPort: (name) => reference(`port.${name}`),
    };
  }

  /** Names for objects that are not a flow's: `<instance>-<path>`, without cdk8s's hash. */
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

/** Whether a value is a class of applications, of this or another copy of towpath. */
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
  if (repository !== asked) return `the image \`${name}\` is ${repository} and ${asked}; one name is one image`;
  if (isRepository(asked)) return undefined;
  return `found \`${asked}\`; expected registry and path without a tag, such as example/pssp-api`;
}

function unresolved(flow: string, attribute: string): TowpathError {
  const message = `\`${flow}.${attribute}\` leads nowhere: there is no flow \`${flow}\` that listens on a port`;
  return new TowpathError([{ code: 'reference-unresolved', severity: 'error', message }]);
}

function merged(...lists: readonly (readonly Issue[])[]): readonly Issue[] {
  const problems = new Problems();
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
