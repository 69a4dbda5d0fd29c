import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { applicationOverlay } from '../environments/environment';
import type { Layer } from '../environments/layers';
import { configMap } from '../kubernetes/config-map';
import { contentHash as hashOf } from '../kubernetes/content-hash';
import { objectName } from '../kubernetes/naming';
import { knownLater } from '../spec/later';
import type { NamedResource } from '../spec/named-resource';
import { asText, isToken, latersIn, type Token } from '../spec/reference';
import type { ConfigKey } from '../spec/variable';
import type { Application } from './application';
import { callSite } from './call-site';
import { type Files, filesOf } from './config-files';
import { partMetadata } from './part-metadata';
import { resolvePart } from './resolver';

export interface ConfigProps {
  /** Its keys: names of variables or of files, each with its text. Environments may add, change and remove keys. */
  readonly data?: Readonly<Record<string, string | Token | null>> | undefined;
  /** A folder whose files become keys, beside `data`; relative to the file that says so. */
  readonly folder?: string | undefined;
  /** Whether a change rolls the pods that use it, by an annotation with its content. @default true */
  readonly rollsPods?: boolean | undefined;
}

/** A ConfigMap of the application, made by `this.config(name, …)`. */
export class Config extends Construct implements NamedResource {
  readonly kind = 'ConfigMap';
  /** Name of the object in the cluster. */
  readonly name: string;
  /** Who spoke on it, lowest first. @internal */
  readonly layers: readonly Layer[];
  readonly #object: ApiObject;
  /** @internal */
  readonly rollsPods: boolean;

  /** @internal */
  constructor(application: Application, id: string, props: ConfigProps) {
    super(application, `config:${id}`);
    const locate = callSite();
    const { folder, ...said } = props;
    const { environment, names } = application;
    const place = { environment, application: names.application, part: 'configs', name: id } as const;
    const files: Files =
      folder === undefined ? { text: {}, binary: {}, problems: [] } : filesOf(folder, locate()?.file);
    // The folder speaks first, so that code and environments may change and remove what is in it.
    const code = files.problems.length > 0 ? said : { ...said, data: { ...files.text, ...said.data } };
    const { values = {}, layers, issues } = resolvePart(place, code, locate);
    this.layers = layers;
    const path = `${names.application}.configs.${id}`;
    const location = locate();
    const where = { path, ...(location && { location }) };
    application.report(
      ...issues,
      ...files.problems.map((message) => ({
        code: 'config-invalid' as const,
        severity: 'error' as const,
        message,
        ...where,
      })),
    );
    if (latersIn(values.data).length > 0) application.report({ ...knownLater(`a value of \`${id}\``), ...where });
    this.name = (values.name as string | undefined) ?? objectName(names, id, 'config');
    this.rollsPods = values.rollsPods !== false;
    const metadata = partMetadata(this.name, values);
    const text = Object.entries((values.data ?? {}) as Readonly<Record<string, string | Token>>);
    const data = Object.fromEntries(text.map(([key, value]) => [key, isToken(value) ? asText(value) : value]));
    const overlay = applicationOverlay(environment, names.application).configs?.[id]?.data;
    const binary = Object.entries(files.binary).filter(([key]) => !isSaid(said.data, key) && !isSaid(overlay, key));
    this.#object = new ApiObject(this, 'configMap', configMap(metadata, data, Object.fromEntries(binary)));
  }

  /** One key of it, as the value of an environment variable. */
  key(key: string, options: Pick<ConfigKey, 'optional'> = {}): ConfigKey {
    return { config: this.name, key, ...options };
  }

  /** A word for its content, which changes with it. @internal */
  contentHash(): string {
    const { data, binaryData } = this.#object.toJson() as { data?: object; binaryData?: object };
    return hashOf([data ?? {}, binaryData ?? {}], 16);
  }
}

/** Whether a key is spoken of, if only to remove it. */
function isSaid(data: object | null | undefined, key: string): boolean {
  return data != null && Object.hasOwn(data, key) && (data as Record<string, unknown>)[key] !== undefined;
}
