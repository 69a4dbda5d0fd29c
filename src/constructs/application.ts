import { type ApiObject, Chart, Names } from 'cdk8s';
import type { Construct } from 'constructs';
import type { z } from 'zod';
import { formatIssue, type Issue, Problems, TowpathError } from '../diagnostics';
import { applicationOverlay, type Environment } from '../environments/environment';
import { type Naming, type NamingContext, objectName } from '../kubernetes/naming';
import type { DefaultsDate } from '../spec/defaults';
import { firstDefaults } from '../spec/defaults';
import { isReachable } from '../spec/flow-spec';
import { BuiltImage } from '../spec/image';
import { isRepository } from '../spec/image-reference';
import { Reference, type ReferenceAttribute } from '../spec/reference';
import { applicationIssues } from './application-issues';
import { callSite } from './call-site';
import type { Flow } from './flow';
import { readSettings } from './settings';

const APPLICATION = Symbol.for('towpath.Application');

/** What an application is given, and what it may add. Hand it on: `super(scope, id, { ...props, … })`. */
export interface ApplicationProps<Settings = unknown> {
  /** Where the application is synthesized for. */
  readonly environment: Environment;
  /** The dated set of defaults. @default '2026-12' */
  readonly defaults?: DefaultsDate | undefined;
  /** Patterns of names and selectors, for an application that keeps those it has. A string is the pattern of names. */
  readonly naming?: string | Naming | undefined;
  /** A zod schema of settings that environments fill under `apps.<app>.settings`. */
  readonly settings?: z.ZodType<Settings> | undefined;
}

/** What can be said of a flow before it is declared: the way to write a cycle. */
export interface FlowHandle {
  /** The name under which other flows reach it. */
  readonly host: Reference;
  /** The port on which it listens. */
  readonly port: Reference;
}

/** Several related flows that one team maintains and releases: a cdk8s `Chart`. */
export class Application<Settings = unknown> extends Chart {
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
  /** What the environment says for the schema given as `settings`. */
  readonly settings: Settings;
  /** @internal */
  readonly settingsSchema: z.ZodType<Settings> | undefined;
  /** @internal */
  readonly names: NamingContext;

  readonly #problems = new Problems();
  readonly #flows = new Map<string, Flow>();
  readonly #images = new Map<string, BuiltImage>();

  /** @throws TowpathError when the settings do not fit their schema */
  constructor(scope: Construct, id: string, props: ApplicationProps<Settings>) {
    const overlay = applicationOverlay(props.environment, id);
    const namespace = overlay.namespace ?? props.environment.props.namespace;
    super(scope, id, { ...(namespace && { namespace }), disableResourceNameHashes: true });
    this.environment = props.environment;
    this.defaults = props.defaults ?? firstDefaults;
    this.instance = overlay.instance ?? id;
    const naming = typeof props.naming === 'string' ? { name: props.naming } : props.naming;
    this.names = { application: id, instance: this.instance, environment: this.environment.name, naming };
    this.settingsSchema = props.settings;
    this.settings = readSettings(props.settings, props.environment, id);
    this.node.addValidation({ validate: () => this.issues.filter(isError).map((issue) => formatIssue(issue)) });
  }

  /** The flows that were declared, by id. */
  get flows(): readonly Flow[] {
    return [...this.#flows.values()].sort((a, b) => (a.node.id < b.node.id ? -1 : 1));
  }

  /** The images that the application builds. */
  get images(): readonly BuiltImage[] {
    return [...this.#images.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Everything that is wrong with it in this environment, and everything worth a warning. */
  get issues(): readonly Issue[] {
    const all = new Problems();
    all.add(...this.#problems.issues, ...applicationIssues(this));
    return all.issues;
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

  /** A flow by its id, declared already or not: `this.flow('api').host`. */
  flow(id: string): FlowHandle {
    const reference = (attribute: ReferenceAttribute) => new Reference(id, attribute, (one) => this.#resolve(one));
    return { host: reference('host'), port: reference('port') };
  }

  /** Names for objects that are not a flow's: `<instance>-<path>`, without cdk8s's hash. */
  override generateObjectName(apiObject: ApiObject): string {
    const full = Names.toDnsLabel(apiObject, { includeHash: false, maxLen: 253 });
    return `${this.instance}${full.slice(this.node.id.length)}`;
  }

  /** @internal */
  adopt(flow: Flow): void {
    this.#flows.set(flow.node.id, flow);
  }

  /** @internal */
  report(...issues: readonly Issue[]): void {
    this.#problems.add(...issues);
  }

  #resolve({ flow: id, attribute }: Reference): string | number {
    const spec = this.#flows.get(id)?.spec;
    if (!spec || !isReachable(spec)) throw unresolved(id, attribute);
    if (attribute === 'port') return spec.port;
    return spec.kind === 'external' ? spec.host : objectName(this.names, id);
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

function isError({ severity }: Issue): boolean {
  return severity === 'error';
}

function located(locate: ReturnType<typeof callSite>): Pick<Issue, 'location'> {
  const location = locate();
  return location ? { location } : {};
}
