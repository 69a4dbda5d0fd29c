import type { Construct } from 'constructs';
import type { DeclaredConfig } from '../../applications/declared';
import type { ConfigModel, SecretModel, VolumeModel } from '../../model/application-model';
import { type LabelledObject, labelsOfObject, type NamingContext } from '../../model/naming';
import { asText, isToken } from '../../model/reference';
import { addBuilt } from './add-built';
import { applicationLabels } from './application-labels';
import { claimSpec } from './claim';
import { configMapId } from './config-annotation';
import { configMap } from './config-map';
import type { Manifest } from './manifest';

export function buildConfig(names: NamingContext, config: DeclaredConfig): void {
  const { model } = config;
  const data = Object.entries(model.data).map(([key, value]) => [key, isToken(value) ? asText(value) : value]);
  const manifest = configMap(metadata(names, model, 'config'), Object.fromEntries(data), model.binaryData);
  addBuilt(config, configMapId, manifest);
}

/** Adds the object of a Secret with `empty: true`. Every other Secret must exist in the cluster. */
export function buildSecret(names: NamingContext, scope: Construct, model: SecretModel): void {
  if (!model.empty) return;
  addBuilt(scope, 'secret', { apiVersion: 'v1', kind: 'Secret', metadata: metadata(names, model, 'secret') });
}

export function buildVolume(names: NamingContext, scope: Construct, model: VolumeModel): void {
  const kind = 'PersistentVolumeClaim';
  addBuilt(scope, 'pvc', { apiVersion: 'v1', kind, metadata: metadata(names, model, 'pvc'), spec: claimSpec(model) });
}

/** The name of the part, and its labels and annotations in addition to the labels of its kind of object. */
function metadata(
  names: NamingContext,
  { id, name, labels, annotations }: ConfigModel | SecretModel | VolumeModel,
  object: LabelledObject,
): Manifest['metadata'] {
  const all = { ...(labelsOfObject(names, id, object) ?? applicationLabels(names)), ...labels };
  return { name, labels: all, ...(annotations && { annotations }) };
}
