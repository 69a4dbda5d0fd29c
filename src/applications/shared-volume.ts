import { Construct } from 'constructs';
import type { VolumeModel } from '../model/application-model';
import type { Layer } from '../model/layer';
import type { NamedResource } from '../model/named-resource';
import { nameArgument, propsArgument } from './arguments';
import { callSite } from './call-site';
import { objectBuilder } from './object-builder';
import { metadataOf, type PartOwner, type PartProps, partName } from './part';
import { resolvePart } from './resolver';

export interface SharedVolumeProps extends PartProps {
  /** The requested size, such as `10Gi`. Environments can set another size and the storage class. */
  readonly size: string;
  /**
   * How the disk can be mounted. Flows on several nodes need `ReadWriteMany`, so it is the default, although the disk of
   * a single flow is `ReadWriteOnce`. @default 'ReadWriteMany'
   */
  readonly accessMode?: 'ReadWriteOnce' | 'ReadWriteOncePod' | 'ReadWriteMany' | 'ReadOnlyMany' | undefined;
}

/** A disk that several flows mount. `this.volume(name, …)` creates it. */
export class SharedVolume extends Construct implements NamedResource {
  readonly kind = 'PersistentVolumeClaim';
  /** The name of the claim in the cluster. */
  readonly name: string;
  /** The layers that the values come from, lowest first. @internal */
  readonly layers: readonly Layer[];
  /** The values of the volume; undefined if one is invalid. @internal */
  readonly model: VolumeModel | undefined;

  /** @internal */
  constructor(application: PartOwner, id: string, props: SharedVolumeProps) {
    super(application, `volume:${nameArgument(id, 'a volume')}`);
    const { environment, names } = application;
    const given = propsArgument(props, `${names.application}.volumes.${id}`);
    const place = { environment, application: names.application, part: 'volumes', name: id } as const;
    const { values, layers, issues } = resolvePart(place, { accessMode: 'ReadWriteMany', ...given }, callSite());
    application.report(...issues);
    this.layers = layers;
    this.name = partName(names, id, 'pvc', values);
    if (!values) return;
    const { size, accessMode, storageClass } = values as unknown as VolumeModel;
    const disk = { size, accessMode, ...(storageClass !== undefined && { storageClass }) };
    this.model = Object.freeze({ id, name: this.name, ...disk, ...metadataOf(values), layers });
    objectBuilder().buildVolume(names, this, this.model);
  }
}
