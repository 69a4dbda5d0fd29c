import { Construct } from 'constructs';
import { deepFrozenCopy } from '../data/merge';
import { applicationOverlay } from '../environments/environment';
import type { ConfigModel } from '../model/application-model';
import { knownLater } from '../model/later';
import type { Layer } from '../model/layer';
import type { NamedResource } from '../model/named-resource';
import { laterValuesIn, type Token } from '../model/reference';
import type { ConfigKey } from '../model/variable';
import { nameArgument, propsArgument, read } from './arguments';
import { callingFile, callSite } from './call-site';
import { type Files, filesOf } from './config-files';
import { objectBuilder } from './object-builder';
import { metadataOf, type PartOwner, type PartProps, partName } from './part';
import { resolvePart } from './resolver';

export interface ConfigProps extends PartProps {
  /** The text of each key. A key is the name of a variable or a file. Environments can add, change and remove keys. */
  readonly data?: Readonly<Record<string, string | Token | null>> | undefined;
  /** A folder whose files become keys in addition to `data`. The path is relative to the file that sets it. */
  readonly folder?: string | undefined;
  /** Restart the pods that use the ConfigMap when its content changes. @default true */
  readonly rollsPods?: boolean | undefined;
}

/** A ConfigMap of the application. `this.config(name, …)` creates it. */
export class Config extends Construct implements NamedResource {
  readonly kind = 'ConfigMap';
  /** @internal */
  readonly model: ConfigModel;

  /** @internal */
  constructor(application: PartOwner, id: string, props: ConfigProps) {
    super(application, `config:${nameArgument(id, 'a config')}`);
    const locate = callSite();
    const path = `${application.names.application}.configs.${id}`;
    const { folder, ...inlineProps } = read(() => deepFrozenCopy(propsArgument(props, path)), path);
    const { environment, names } = application;
    const place = { environment, application: names.application, part: 'configs', name: id } as const;
    const files: Files = folder === undefined ? { text: {}, binary: {}, problems: [] } : filesOf(folder, callingFile());
    // The files of the folder are the lowest layer, so that code and environments can change and remove them.
    const code =
      files.problems.length > 0 ? inlineProps : { ...inlineProps, data: { ...files.text, ...inlineProps.data } };
    const { values = {}, layers, issues } = resolvePart(place, code, locate);
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
    if (laterValuesIn(values.data).length > 0) application.report({ ...knownLater(`a value of \`${id}\``), ...where });
    const overlay = applicationOverlay(environment, names.application).configs?.[id]?.data;
    const binary = Object.entries(files.binary).filter(
      ([key]) => !isSaid(inlineProps.data, key) && !isSaid(overlay, key),
    );
    this.model = Object.freeze({
      id,
      name: partName(names, id, 'config', values),
      data: (values.data ?? {}) as ConfigModel['data'],
      binaryData: Object.freeze(Object.fromEntries(binary)),
      rollsPods: values.rollsPods !== false,
      ...metadataOf(values),
      layers,
    });
    objectBuilder().buildConfig(names, this);
  }

  /** The name of the object in the cluster. */
  get name(): string {
    return this.model.name;
  }

  /** The layers that the values come from, lowest first. @internal */
  get layers(): readonly Layer[] {
    return this.model.layers;
  }

  /** Refers to one key of the ConfigMap, as the value of an environment variable. */
  key(key: string, options: Pick<ConfigKey, 'optional'> = {}): ConfigKey {
    return { config: this.name, key, ...options };
  }
}

/** Reports whether the map has the key, including a `null` that removes it. */
function isSaid(data: object | null | undefined, key: string): boolean {
  return data != null && Object.hasOwn(data, key) && (data as Record<string, unknown>)[key] !== undefined;
}
