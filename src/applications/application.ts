import { type ApiObject, Chart, Names } from 'cdk8s';
import type { Construct } from 'constructs';
import type { z } from 'zod';
import { errorIssue, formatIssue, type Issue, IssueCollector, issueError, type Location } from '../diagnostics';
import type { Environment } from '../environments/environment';
import { instanceIn } from '../environments/instance';
import type { ApplicationModel } from '../model/application-model';
import { type DefaultsDate, firstDefaults } from '../model/defaults';
import type { BuiltImage } from '../model/image';
import { type NamingContext, namingProblems } from '../model/naming';
import { applicationIssues } from './application-issues';
import { applicationModel } from './application-model';
import { ApplicationParts } from './application-parts';
import type { ApplicationProps } from './application-props';
import { environmentArgument, nameArgument, propsArgument, read, schemaArgument, textArgument } from './arguments';
import { BuiltImages } from './built-images';
import { callSite } from './call-site';
import { Config, type ConfigProps } from './config';
import type { DeclaredApplication, DeclaredFlow } from './declared';
import { type FlowHandle, flowHandle } from './flow-handle';
import { FlowOrder } from './flow-order';
import { objectBuilder } from './object-builder';
import { applicationParent } from './parent';
import { plainProps } from './plain-props';
import { sharedIssues } from './resolver';
import { Secret } from './secret';
import { readSettings } from './settings';
import { SharedVolume, type SharedVolumeProps } from './shared-volume';

const APPLICATION = Symbol.for('towpath.Application');

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
    if (!found)
      throw issueError('invalid-value', `the construct \`${construct.node.path}\` is not inside an Application`);
    return found;
  }

  readonly environment: Environment;
  /** The name of the application in the cluster. @default the id of the application */
  readonly instance: string;
  readonly defaults: DefaultsDate;
  /** The `shared` properties from the application's code. @internal */
  readonly shared: unknown;
  /** Finds the line that passes the properties of the application. @internal */
  readonly locate: () => Location | undefined;
  /** The settings from the environment, parsed by the schema that was passed as `settings`. */
  readonly settings: Settings;
  /** @internal */
  readonly settingsSchema: z.ZodType<Settings> | undefined;
  /** @internal */
  readonly names: NamingContext;

  readonly #problems = new IssueCollector();
  readonly #objectProblems = new IssueCollector();
  #isComplete = false;
  readonly #flows = new Map<string, DeclaredFlow>();
  readonly #images = new BuiltImages();
  readonly #order = new FlowOrder();
  /** @internal */
  readonly parts = new ApplicationParts();

  /** @throws TowpathError if the settings do not match their schema */
  constructor(scope: Construct, id: string, props: ApplicationProps<Settings>) {
    nameArgument(id, 'an application');
    const given = propsArgument(props, id);
    const { instance, namespace } = instanceIn(environmentArgument(given.environment, `${id}.environment`), id);
    const patterns = typeof given.naming === 'string' ? { name: given.naming } : given.naming;
    const problems = read(() => namingProblems(patterns ?? {}), `${id}.naming`);
    const naming = problems.length === 0 ? patterns : undefined;
    const names = { application: id, instance, environment: given.environment.name, naming };
    // cdk8s adds these labels to all objects of the chart, so that objects outside of flows are found by them too.
    const labels = objectBuilder().applicationLabels(names);
    const parent = applicationParent(scope, id, Application.is);
    super(parent, id, { ...(namespace && { namespace }), labels, disableResourceNameHashes: true });
    this.environment = given.environment;
    this.defaults = given.defaults ?? firstDefaults;
    this.instance = instance;
    this.names = names;
    this.report(...problems.map((message) => errorIssue('naming-invalid', message, { path: `${id}.naming` })));
    this.shared = plainProps(given.shared ?? {}, `${id}.shared`);
    this.locate = callSite();
    this.report(...sharedIssues(id, this.shared, this.locate));
    this.settingsSchema = schemaArgument(given.settings, `${id}.settings`);
    this.settings = readSettings(given.settings, given.environment, id);
    const errors = () => this.issues.filter(({ severity }) => severity === 'error');
    this.node.addValidation({ validate: () => errors().map((issue) => formatIssue(issue)) });
  }

  /** The declared flows, sorted by id. */
  get flows(): readonly DeclaredFlow[] {
    return [...this.#flows.values()].sort((a, b) => (a.node.id < b.node.id ? -1 : 1));
  }

  /** The images that the application builds, sorted by name. */
  get images(): readonly BuiltImage[] {
    return this.#images.all;
  }

  /** Whether the application builds an image of this name. @internal */
  hasImage(name: string): boolean {
    return this.#images.has(name);
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

  /** The configs declared so far, by the names of their ConfigMaps. @internal */
  get configs(): ReadonlyMap<string, readonly Config[]> {
    return this.parts.configsByName;
  }

  /** The flow declared so far under an id. @internal */
  flowWithId(id: string): DeclaredFlow | undefined {
    return this.#flows.get(id);
  }

  /**
   * Declares an image that the application builds. The environment sets its tag or digest.
   *
   * @param name the key that environments use: `images: { api: { tag: … } }`
   * @param repository registry and path without tag, such as `example/pssp-api`
   */
  image(name: string, repository: string): BuiltImage {
    const path = `${this.node.id}.images.${nameArgument(name, 'an image')}`;
    return this.#images.declare(name, textArgument(repository, path), (message) => {
      this.report(errorIssue('invalid-value', message, { path, location: callSite()() }));
    });
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
    this.#declares('ConfigMap', name);
    const config = new Config(this, name, props);
    this.parts.addConfig(name, config);
    return config;
  }

  /**
   * Declares a disk that several flows mount.
   *
   * @param name the key that environments use: `volumes: { media: { size: 50Gi } }`
   */
  volume(name: string, props: SharedVolumeProps): SharedVolume {
    this.#declares('volume', name);
    const volume = new SharedVolume(this, name, props);
    this.parts.volumes.set(name, volume);
    return volume;
  }

  /** Returns the address of the flow with this id, which may be declared later: `this.flow('api').host`. */
  flow(id: string): FlowHandle {
    return flowHandle(id, (attribute) => {
      const spec = this.#flows.get(id)?.spec;
      return spec && objectBuilder().addressOf(this.names, spec, attribute);
    });
  }

  /** Generates the name of an object outside of flows: `<instance>-<path>`, without the hash that cdk8s appends. */
  override generateObjectName(apiObject: ApiObject): string {
    const full = Names.toDnsLabel(apiObject, { includeHash: false, maxLen: 253 });
    return `${this.instance}${full.slice(this.node.id.length)}`;
  }

  /**
   * Says that the constructor has returned. What is declared afterwards, as in a timer, would be in no output.
   * @internal
   */
  complete(): void {
    this.#isComplete = true;
  }

  /** @throws TowpathError `declared-late` */
  #declares(what: string, id: string): void {
    if (!this.#isComplete) return;
    const message = `the ${what} \`${id}\` is declared after the constructor of the application has returned, so it is in no output`;
    const hint = 'declare it in the constructor; read what takes time before, with a top-level `await` in the file';
    throw issueError('declared-late', message, { path: `${this.node.id}.${id}`, hint, location: callSite()() });
  }

  /** @internal */
  adopt(flow: DeclaredFlow): void {
    this.#declares('flow', flow.node.id);
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

function merged(...lists: readonly (readonly Issue[])[]): readonly Issue[] {
  const problems = new IssueCollector();
  problems.add(...lists.flat());
  return problems.issues;
}
