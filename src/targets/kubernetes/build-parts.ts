import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { DeclaredConfig } from '../../applications/declared';
import type { ConfigModel, SecretModel, VolumeModel } from '../../model/application-model';
import { asText, isToken } from '../../model/reference';
import { markBuilt } from './built-objects';
import { claimSpec } from './claim';
import { configMapId } from './config-annotation';
import { configMap } from './config-map';
import type { Manifest } from './manifest';

export function buildConfig(config: DeclaredConfig): void {
  const { model } = config;
  const data = Object.entries(model.data).map(([key, value]) => [key, isToken(value) ? asText(value) : value]);
  const manifest = configMap(metadata(model), Object.fromEntries(data), model.binaryData);
  markBuilt(new ApiObject(config, configMapId, manifest));
}

/** Adds the object of a Secret with `empty: true`. Every other Secret must exist in the cluster. */
export function buildSecret(scope: Construct, model: SecretModel): void {
  if (!model.empty) return;
  markBuilt(new ApiObject(scope, 'secret', { apiVersion: 'v1', kind: 'Secret', metadata: metadata(model) }));
}

export function buildVolume(scope: Construct, model: VolumeModel): void {
  const kind = 'PersistentVolumeClaim';
  markBuilt(new ApiObject(scope, 'pvc', { apiVersion: 'v1', kind, metadata: metadata(model), spec: claimSpec(model) }));
}

/** Name, labels and annotations of the part itself. The labels of the application come from its chart. */
function metadata({ name, labels, annotations }: ConfigModel | SecretModel | VolumeModel): Manifest['metadata'] {
  return { name, ...(labels && { labels }), ...(annotations && { annotations }) };
}
