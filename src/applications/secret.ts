import { Construct } from 'constructs';
import { withoutNulls } from '../data/merge';
import { applicationOverlay } from '../environments/environment';
import { overlays } from '../environments/overlays';
import type { SecretModel } from '../model/application-model';
import type { NamedResource } from '../model/named-resource';
import type { SecretKey } from '../model/variable';
import { nameArgument } from './arguments';
import { objectBuilder } from './object-builder';
import { metadataOf, type PartOwner } from './part';

/**
 * A Secret in the cluster that the application refers to with `this.secret('django')`. Towpath does not handle
 * its content. An environment can set another name for the Secret.
 */
export class Secret extends Construct implements NamedResource {
  readonly kind = 'Secret';
  /** @internal */
  readonly model: SecretModel;

  /** @internal */
  constructor(application: PartOwner, id: string) {
    super(application, `secret:${nameArgument(id, 'a secret')}`);
    const { environment, names } = application;
    const overlay = applicationOverlay(environment, names.application).secrets?.[id] ?? {};
    this.model = Object.freeze({
      id,
      name: overlay.name ?? id,
      empty: overlay.empty ?? false,
      ...metadataOf(withoutNulls(overlay) as Readonly<Record<string, unknown>>),
      layers: overlays(environment, ['apps', names.application, 'secrets', id]),
    });
    objectBuilder().buildSecret(names, this, this.model);
  }

  /** The name of the object in the cluster. */
  get name(): string {
    return this.model.name;
  }

  /** Refers to one key of the Secret, as the value of an environment variable. */
  key(key: string, options: Pick<SecretKey, 'optional'> = {}): SecretKey {
    return { secret: this.name, key, ...options };
  }
}
