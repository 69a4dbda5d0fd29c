import { Construct } from 'constructs';
import { applicationOverlay } from '../environments/environment';
import type { ConfigModel } from '../spec/application-model';
import { knownLater } from '../spec/later';
import type { Layer } from '../spec/layer';
import type { NamedResource } from '../spec/named-resource';
import { objectName } from '../spec/naming';
import { latersIn, type Token } from '../spec/reference';
import type { ConfigKey } from '../spec/variable';
import { callSite } from './call-site';
import { type Files, filesOf } from './config-files';
import { objectBuilder } from './object-builder';
import { described, type PartOwner } from './part';
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
  /** @internal */
  readonly model: ConfigModel;

  /** @internal */
  constructor(application: PartOwner, id: string, props: ConfigProps) {
    super(application, `config:${id}`);
    const locate = callSite();
    const { folder, ...said } = props;
    const { environment, names } = application;
    const place = { environment, application: names.application, part: 'configs', name: id } as const;
    const files: Files =
      folder === undefined ? { text: {}, binary: {}, problems: [] } : filesOf(folder, locate()?.file);
    // The folder is the lowest layer, so that code and environments may change and remove its files.
    const code = files.problems.length > 0 ? said : { ...said, data: { ...files.text, ...said.data } };
    const { values = {}, layers, issues } = resolvePart(place, code, locate);
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
    const overlay = applicationOverlay(environment, names.application).configs?.[id]?.data;
    const binary = Object.entries(files.binary).filter(([key]) => !isSaid(said.data, key) && !isSaid(overlay, key));
    this.model = Object.freeze({
      id,
      name: (values.name as string | undefined) ?? objectName(names, id, 'config'),
      data: (values.data ?? {}) as ConfigModel['data'],
      binaryData: Object.freeze(Object.fromEntries(binary)),
      rollsPods: values.rollsPods !== false,
      ...described(values),
      layers,
    });
    objectBuilder().buildConfig(this);
  }

  /** Name of the object in the cluster. */
  get name(): string {
    return this.model.name;
  }

  /** The sources of its values, lowest first. @internal */
  get layers(): readonly Layer[] {
    return this.model.layers;
  }

  /** One key of it, as the value of an environment variable. */
  key(key: string, options: Pick<ConfigKey, 'optional'> = {}): ConfigKey {
    return { config: this.name, key, ...options };
  }
}

/** Whether code or environment set a key, or remove it. */
function isSaid(data: object | null | undefined, key: string): boolean {
  return data != null && Object.hasOwn(data, key) && (data as Record<string, unknown>)[key] !== undefined;
}
