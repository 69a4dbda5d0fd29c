import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Layer } from '../environments/layers';
import { claimSpec } from '../kubernetes/claim';
import { objectName } from '../kubernetes/naming';
import type { DiskSpec } from '../spec/disks';
import type { NamedResource } from '../spec/named-resource';
import type { Application } from './application';
import { callSite } from './call-site';
import { partMetadata } from './part-metadata';
import { resolvePart } from './resolver';

export interface SharedVolumeProps {
  /** How much is claimed: `10Gi`. Environments may claim more, and say the storage class. */
  readonly size: string;
  /** Who may mount it; several flows on several nodes need `ReadWriteMany`. @default 'ReadWriteMany' */
  readonly accessMode?: 'ReadWriteOnce' | 'ReadWriteOncePod' | 'ReadWriteMany' | 'ReadOnlyMany' | undefined;
}

/** A disk that several flows mount, made by `this.volume(name, …)`. */
export class SharedVolume extends Construct implements NamedResource {
  readonly kind = 'PersistentVolumeClaim';
  /** Name of the claim in the cluster. */
  readonly name: string;
  /** Who spoke on it, lowest first. @internal */
  readonly layers: readonly Layer[];

  /** @internal */
  constructor(application: Application, id: string, props: SharedVolumeProps) {
    super(application, `volume:${id}`);
    const { environment, names } = application;
    const place = { environment, application: names.application, part: 'volumes', name: id } as const;
    const { values, layers, issues } = resolvePart(place, { accessMode: 'ReadWriteMany', ...props }, callSite());
    this.layers = layers;
    application.report(...issues);
    this.name = (values?.name as string | undefined) ?? objectName(names, id, 'pvc');
    if (!values) return;
    new ApiObject(this, 'pvc', {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: partMetadata(this.name, values),
      spec: claimSpec(values as unknown as DiskSpec),
    });
  }
}
