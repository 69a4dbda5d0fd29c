import { Construct } from 'constructs';
import type { VolumeModel } from '../spec/application-model';
import type { Layer } from '../spec/layer';
import type { NamedResource } from '../spec/named-resource';
import { objectName } from '../spec/naming';
import { callSite } from './call-site';
import { objectBuilder } from './object-builder';
import { described, type PartOwner } from './part';
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
  /** The sources of its values, lowest first. @internal */
  readonly layers: readonly Layer[];
  /** Undefined if a value is wrong. @internal */
  readonly model: VolumeModel | undefined;

  /** @internal */
  constructor(application: PartOwner, id: string, props: SharedVolumeProps) {
    super(application, `volume:${id}`);
    const { environment, names } = application;
    const place = { environment, application: names.application, part: 'volumes', name: id } as const;
    const { values, layers, issues } = resolvePart(place, { accessMode: 'ReadWriteMany', ...props }, callSite());
    application.report(...issues);
    this.layers = layers;
    this.name = (values?.name as string | undefined) ?? objectName(names, id, 'pvc');
    if (!values) return;
    const { size, accessMode, storageClass } = values as unknown as VolumeModel;
    const disk = { size, accessMode, ...(storageClass !== undefined && { storageClass }) };
    this.model = Object.freeze({ id, name: this.name, ...disk, ...described(values), layers });
    objectBuilder().buildVolume(this, this.model);
  }
}
